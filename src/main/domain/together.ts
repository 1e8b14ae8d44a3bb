/**
 * Runs once for all who ask while it runs: they get the same answer, and nothing is done twice at a
 * time.
 */
export function together<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
}
