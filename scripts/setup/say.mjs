/** A failure that is reported in plain words, with advice on what to do. */
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
 * Runs one step, and prints its title before and its duration after.
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
 * Runs a script's main function, sets the exit status, and prints a SetupError in plain words.
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
