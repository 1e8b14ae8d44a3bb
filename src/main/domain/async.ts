import type { Pause } from './ports'

/** Runs one call at a time, in order of arrival. A failure doesn't stop the next call. */
export function serialize(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

/** Runs once for all callers that arrive while it runs: they share its result. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
}

/** Keeps main answering within a frame at 60 Hz, with most of it left for other work. */
const sliceMs = 4

/**
 * Works through many items without blocking main: pauses after every slice.
 * @param check called after each pause; if it throws, the work ends
 */
export async function inSlices<T>(
  items: Iterable<T>,
  pause: Pause,
  work: (item: T) => void,
  check: () => void = () => {},
): Promise<void> {
  let end = performance.now() + sliceMs
  for (const item of items) {
    work(item)
    if (performance.now() < end) continue
    await pause()
    check()
    end = performance.now() + sliceMs
  }
}

/** Each slice with the index of its first item. */
export function* slicesOf<T>(
  items: readonly T[],
  size: number,
): Iterable<readonly [number, readonly T[]]> {
  for (let at = 0; at < items.length; at += size) yield [at, items.slice(at, at + size)]
}

/** Runs a generator and pauses each time it yields. */
export async function paused<T>(work: Generator<undefined, T>, pause: Pause): Promise<T> {
  let step = work.next()
  while (step.done !== true) {
    await pause()
    step = work.next()
  }
  return step.value
}
