export interface Latest {
  /**
   * Begins a request; answers to earlier ones are dropped from now on.
   * @returns whether this request is still the newest; call it after each `await`, before using the answer
   */
  begin(): () => boolean
  /** Drops the answer to any pending request: the screen was left, or a newer value came another way. */
  cancel(): void
}

/**
 * Latest wins: of several pending requests, only the answer to the newest is used. Older answers, including
 * failures, are dropped in whatever order they arrive.
 *
 * The caller checks `isLatest` instead of passing in a promise, so nothing can run between the check and the
 * use of the answer.
 *
 * @example
 * const latest = createLatest()
 *
 * async function search(text: string): Promise<void> {
 *   const isLatest = latest.begin()
 *   const answer = await api.search({ text })
 *   if (!isLatest()) return
 *   store.setState(answer.ok ? { hits: answer.value } : { failure: answer })
 * }
 *
 * function leave(): void {
 *   latest.cancel()
 * }
 */
export function createLatest(): Latest {
  let newest = 0
  return {
    begin() {
      newest += 1
      const own = newest
      return () => own === newest
    },
    cancel() {
      newest += 1
    },
  }
}
