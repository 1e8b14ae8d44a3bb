import type { Pause } from '../ports'

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
