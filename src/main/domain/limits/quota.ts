import { DomainFailure } from '../failure'
import type { Limit } from '../model'
import type { AfterTransaction, Clock, LimitStore } from '../ports'
import type { QuotaRule } from './rules'

/** Limits how often something may be requested. Survives a restart. */
export interface Quota {
  /**
   * When the next one is possible, milliseconds since the Unix epoch; not in the future if it is
   * possible now.
   */
  nextAt(key: string, rule: QuotaRule): number
  /**
   * Takes one from every given key, or none.
   * @returns when the next one is possible
   * @throws DomainFailure WAIT
   */
  take(wanted: readonly (readonly [key: string, rule: QuotaRule])[]): number
  /**
   * Takes one if possible. Writes the same rows either way.
   * @returns false if it wasn't possible
   */
  takeIfFree(key: string, rule: QuotaRule): boolean
}

/** @param deps.limits from `presentLimits` */
export function quota(deps: { clock: Clock; limits: LimitStore }): Quota {
  function recent(key: string, rule: QuotaRule): number[] {
    const now = deps.clock.now()
    const times = deps.limits.get(key)?.times ?? []
    return times.filter((at) => at > now - rule.windowMs)
  }

  function nextAt(key: string, rule: QuotaRule): number {
    const times = recent(key, rule)
    const last = times.at(-1)
    const interval = last === undefined ? 0 : last + rule.everyMs
    const oldestThatCounts = times.at(-rule.most)
    const window = oldestThatCounts === undefined ? 0 : oldestThatCounts + rule.windowMs
    return Math.max(interval, window)
  }

  const latest = (wanted: readonly (readonly [string, QuotaRule])[]) =>
    Math.max(...wanted.map(([key, rule]) => nextAt(key, rule)))

  function put(key: string, times: readonly number[]): void {
    const updatedAt = deps.clock.now()
    deps.limits.put(key, { count: times.length, blockedUntil: 0, times, updatedAt })
  }

  return {
    nextAt,
    take(wanted) {
      const now = deps.clock.now()
      const retryAt = latest(wanted)
      if (retryAt > now) throw new DomainFailure('WAIT', { retryAt })
      for (const [key, rule] of wanted) put(key, [...recent(key, rule), now])
      return latest(wanted)
    },
    takeIfFree(key, rule) {
      const now = deps.clock.now()
      const free = nextAt(key, rule) <= now
      put(key, [...recent(key, rule), ...(free ? [now] : [])])
      return free
    },
  }
}

/**
 * Adjusts counters if the clock ran ahead and was corrected: what was counted in the future counts
 * as if it had just happened. The adjustment is saved after the first read, even if its transaction
 * is rolled back by the WAIT that follows. Otherwise the delay would start over with every read,
 * until the clock had caught up.
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

  /** Reads the counter again, since it may have been counted up in the meantime. */
  function writePresent(key: string): void {
    const limit = limits.get(key)
    if (limit !== null && limit.updatedAt > clock.now()) limits.put(key, present(limit))
  }

  return {
    ...limits,
    get(key) {
      const limit = limits.get(key)
      if (limit !== null && limit.updatedAt > clock.now())
        deps.afterTransaction(() => writePresent(key))
      return limit && present(limit)
    },
  }
}
