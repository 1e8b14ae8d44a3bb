/**
 * Runs `work` once at a time. Asked again meanwhile, however often, it runs once more after: what
 * was asked for last has then been seen.
 * @returns a function whose promise resolves when a run that began after the call has ended
 */
export function onceMore(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function begin(): Promise<void> {
    running = work().finally(() => {
      running = null
    })
    return running
  }

  return () => {
    if (running === null) return begin()
    next ??= running.then(() => {
      next = null
      return begin()
    })
    return next
  }
}
