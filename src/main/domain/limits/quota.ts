import { DomainFailure } from '../failure'
import type { Limit } from '../model'
import type { AfterTransaction, Clock, LimitStore } from '../ports'

export interface QuotaRule {
  /** At least so long between two. */
  readonly everyMs: number
  /** At most `most` in any `windowMs`. */
  readonly most: number
  readonly windowMs: number
}

const minute = 60_000
const hour = 60 * minute

/** For one address: protects a mailbox from floods, known or not. */
export const mailQuota: QuotaRule = { everyMs: minute, most: 5, windowMs: hour }
/** For the whole computer: protects the mail server's good name. */
export const deviceMailQuota: QuotaRule = { everyMs: 0, most: 30, windowMs: hour }
/** Test mails: more than anybody needs who tries settings, too few to fill a mailbox. */
export const testMailQuota: QuotaRule = { everyMs: 0, most: 20, windowMs: hour }
/** New accounts on one computer. */
export const createQuota: QuotaRule = { everyMs: 0, most: 20, windowMs: hour }

/** Counts requests that are allowed only so often; survives a restart. */
export interface Quota {
  /** When the next is possible; not after now when it is possible now. */
  nextAt(key: string, rule: QuotaRule): number
  /**
   * Takes one of every given key, or none.
   * @returns when the next is possible
   * @throws DomainFailure WAIT
   */
  take(wanted: readonly (readonly [key: string, rule: QuotaRule])[]): number
  /**
   * Takes one where that is possible. The same rows are written either way.
   * @returns false when it was not
   */
  takeIfFree(key: string, rule: QuotaRule): boolean
}

/** @param deps.limits those of `presentLimits` */
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
