import type { Clock } from '../ports'
import { longestWaitMs } from './outbox-waits'

/** What fails is given so much running time before a mail is given up for it. */
const patienceMs = 3_600_000
/** Nothing is left alone for so long while the computer runs: it slept. */
const sleptMs = 2 * longestWaitMs

/**
 * How long something has been failing while this computer was running. A mail may have waited for
 * days with the lid closed; the first try after that often comes before the network does, and
 * nothing is given up for it.
 */
export interface Patience {
  /** Notes a failure. @returns true when it has failed long enough */
  failed(): boolean
}

export function patience(clock: Clock): Patience {
  let ranMs = 0
  let last: number | null = null

  return {
    failed() {
      const now = clock.now()
      const gap = last === null ? 0 : Math.max(0, now - last)
      ranMs = gap > sleptMs ? 0 : ranMs + gap
      last = now
      return ranMs >= patienceMs
    },
  }
}
