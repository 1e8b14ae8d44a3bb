/** The rights that new files get. */

let before: number | null = null
let helping = 0

/** From here on every new file and folder is the user's alone, Chromium's included. */
export function makeFilesForUserAlone(): void {
  before ??= process.umask(0o077)
}

/**
 * Runs what may start another program, a browser for instance, which inherits this and should make
 * its files as it always does. The data folder stays closed meanwhile, whatever is made in it.
 */
export async function forOthers<T>(work: () => Promise<T>): Promise<T> {
  if (before === null) return work()
  helping += 1
  process.umask(before)
  try {
    return await work()
  } finally {
    helping -= 1
    if (helping === 0) process.umask(0o077)
  }
}
