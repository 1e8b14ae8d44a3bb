import { DomainFailure } from '../failure'
import type { Clock, LimitStore } from '../ports'

/** Wrong passwords before the first wait, its length, and the longest (NIST SP 800-63B-4 3.2.2). */
const freeAttempts = 5
const firstWaitMs = 30_000
const longestWaitMs = 3_600_000
/** After a day without a try the count begins anew: a wait, never a lock. */
const forgetAfterMs = 24 * 3_600_000

/** Growing waits after wrong passwords; they survive a restart. */
export interface Attempts {
  /** When the next try is possible, or null when it is now. */
  blockedUntil(key: string): number | null
  /**
   * Counts a try before it is made, so that neither a crash nor two at once make it free.
   * @throws DomainFailure WAIT
   */
  begin(key: string): void
  succeeded(key: string): void
  /** Takes back one try that turned out to be meant for another account. */
  refund(key: string): void
}

/** @param deps.limits those of `presentLimits` */
export function attempts(deps: { clock: Clock; limits: LimitStore }): Attempts {
  function blockedUntil(key: string): number | null {
    const now = deps.clock.now()
    const limit = deps.limits.get(key)
    if (limit === null || now - limit.updatedAt > forgetAfterMs) return null
    // A row that was changed from outside must not turn an hour into a year.
    const until = Math.min(limit.blockedUntil, limit.updatedAt + longestWaitMs)
    return until > now ? until : null
  }

  return {
    blockedUntil,
    begin(key) {
      const now = deps.clock.now()
      const retryAt = blockedUntil(key)
      if (retryAt !== null) throw new DomainFailure('WAIT', { retryAt })
      const last = deps.limits.get(key)
      const count = last && now - last.updatedAt <= forgetAfterMs ? last.count + 1 : 1
      const wait =
        count < freeAttempts
          ? 0
          : Math.min(firstWaitMs * 2 ** (count - freeAttempts), longestWaitMs)
      deps.limits.put(key, { count, blockedUntil: now + wait, times: [], updatedAt: now })
    },
    succeeded: (key) => deps.limits.delete(key),
    refund(key) {
      const limit = deps.limits.get(key)
      // It was counted, so no wait was running before it.
      if (limit) deps.limits.put(key, { ...limit, count: limit.count - 1, blockedUntil: 0 })
    },
  }
}
