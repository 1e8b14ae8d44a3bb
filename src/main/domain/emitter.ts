/** An event with any number of listeners. */
export interface Emitter<Args extends readonly unknown[] = []> {
  /** @returns a function that removes the listener; one that is added twice is called once */
  readonly on: (listener: (...args: Args) => void) => () => void
  /**
   * Calls every listener, in the order in which they were added.
   *
   * @throws the first error thrown by a listener, after all have been called
   */
  readonly emit: (...args: Args) => void
}

/**
 * @example
 * const changed = emitter()
 * const stop = changed.on(() => redraw())
 * changed.emit()
 */
export function emitter<Args extends readonly unknown[] = []>(): Emitter<Args> {
  const listeners = new Set<(...args: Args) => void>()
  return {
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit(...args) {
      const faults: unknown[] = []
      for (const listener of [...listeners]) {
        try {
          listener(...args)
        } catch (fault) {
          faults.push(fault)
        }
      }
      if (faults.length > 0) throw faults[0]
    },
  }
}
