import type { Pause } from './ports'

/** Runs one thing at a time, in the order asked for; what fails keeps nothing else from its turn. */
export function serialize(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

/**
 * Runs once for all who ask while it runs: they get the same answer, and nothing is done twice at a
 * time.
 */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
}

/** Main answers within a frame at 60 Hz, with most of it left for everything else. */
const sliceMs = 4

/**
 * Works through many items without holding up main: a pause after every slice.
 * @param check called after each pause; what it throws ends the work
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

/** Each slice with the place of its first item. */
export function* slicesOf<T>(
  items: readonly T[],
  size: number,
): Iterable<readonly [number, readonly T[]]> {
  for (let at = 0; at < items.length; at += size) yield [at, items.slice(at, at + size)]
}

/** Runs work that yields now and then, and pauses each time that it does. */
export async function paused<T>(work: Generator<undefined, T>, pause: Pause): Promise<T> {
  let step = work.next()
  while (step.done !== true) {
    await pause()
    step = work.next()
  }
  return step.value
}
