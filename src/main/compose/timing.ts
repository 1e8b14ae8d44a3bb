/** Later, and the turns between slices of long work, by Node's timers. */
import type { Later, Pause } from '../domain/ports'

export const later: Later = (work, delayMs) => {
  const timer = setTimeout(work, delayMs)
  return () => clearTimeout(timer)
}

export const pause: Pause = () => new Promise((resume) => setImmediate(resume))
