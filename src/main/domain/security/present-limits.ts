import type { Limit } from '../model'
import type { AfterTransaction, Clock, LimitStore } from '../ports'

/**
 * Counters as they are on a clock that may have run ahead and been set right: what was counted in
 * what is the future now counts as if it had just been. Written down with the first look, also
 * where the transaction of that look is undone by the WAIT that follows: else the wait would begin
 * anew with every look, until the clock has caught up.
 */
export function presentLimits(deps: {
  clock: Clock
  limits: LimitStore
  afterTransaction: AfterTransaction
}): LimitStore {
  const { clock, limits } = deps

  function present(limit: Limit): Limit {
    const now = clock.now()
    if (limit.updatedAt <= now) return limit
    return {
      count: limit.count,
      blockedUntil: Math.min(limit.blockedUntil, limit.blockedUntil - limit.updatedAt + now),
      times: limit.times.map((at) => Math.min(at, now)),
      updatedAt: now,
    }
  }

  /** As it lies there by then: it may have been counted further meanwhile. */
  function settle(key: string): void {
    const limit = limits.get(key)
    if (limit !== null && limit.updatedAt > clock.now()) limits.put(key, present(limit))
  }

  return {
    ...limits,
    get(key) {
      const limit = limits.get(key)
      if (limit !== null && limit.updatedAt > clock.now()) deps.afterTransaction(() => settle(key))
      return limit && present(limit)
    },
  }
}
