/** A failure that is told to the person in plain words, with what to do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message what failed
   * @param {string} advice what to do
   */
  constructor(message, advice) {
    super(message)
    this.advice = advice
  }
}

/** @param {string} text */
export const say = (text) => console.log(text)

/** @param {number} milliseconds */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/**
 * Does one step, saying what it is before and how long it took after.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 */
export async function step(title, work) {
  const start = performance.now()
  say(`• ${title} …`)
  const result = await work()
  say(`  done in ${seconds(performance.now() - start)}`)
  return result
}

/**
 * Runs a script's main function and turns what it throws into words and an exit status.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = 1
    if (!(error instanceof SetupError)) throw error
    console.error(`\n${error.message}\n\nWhat to do: ${error.advice}`)
  }
}
