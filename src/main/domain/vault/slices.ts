import type { Pause } from '../ports'

/** Each slice with the place of its first item. */
export function* inSlices<T>(
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
