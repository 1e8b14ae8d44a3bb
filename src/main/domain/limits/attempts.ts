import { DomainFailure } from '../failure'
import type { AccountId } from '../ids'
import type { Clock, LimitStore } from '../ports'
import { firstDelayMs, forgetAttemptsMs, freeAttempts, longestDelayMs } from './rules'

/** Undoes the count of one attempt and nothing else, as if it had not been made. */
export type TakeBack = () => void

/** Backoff after wrong attempts. It survives a restart. */
export interface Attempts {
  /** When the next attempt is possible; null: now. */
  blockedUntil(key: string): number | null
  /**
   * Counts an attempt before it is made, so that neither a crash nor two at once give a free one.
   * @throws DomainFailure WAIT
   */
  begin(key: string): TakeBack
  /** Forgets all attempts. */
  clear(key: string): void
}

/** @param deps.limits from `presentLimits` */
export function attempts(deps: { clock: Clock; limits: LimitStore }): Attempts {
  const timesOf = (key: string) => deps.limits.get(key)?.times ?? []

  function blockedUntil(key: string): number | null {
    const now = deps.clock.now()
    const limit = deps.limits.get(key)
    if (limit === null) return null
    // A row changed from outside must not turn an hour into a year.
    const until = Math.min(limit.blockedUntil, limit.updatedAt + longestDelayMs)
    return until > now ? until : null
  }

  function put(key: string, times: readonly number[]): void {
    const last = times.at(-1)
    if (last === undefined) {
      deps.limits.delete(key)
      return
    }
    const blockedUntil = last + delayAfter(times.length)
    deps.limits.put(key, { count: times.length, blockedUntil, times, updatedAt: last })
  }

  return {
    blockedUntil,
    begin(key) {
      const now = deps.clock.now()
      const retryAt = blockedUntil(key)
      if (retryAt !== null) throw new DomainFailure('WAIT', { retryAt })
      put(key, [...timesOf(key).filter((at) => now - at < forgetAttemptsMs), now])
      return () => {
        const times = timesOf(key)
        // If the clock was set back in the meantime, `now` may be missing from the list: the last
        // one goes.
        const own = times.lastIndexOf(now)
        put(key, times.toSpliced(own < 0 ? times.length - 1 : own, 1))
      }
    },
    clear: (key) => deps.limits.delete(key),
  }
}

/** Milliseconds until the next attempt, after this many. */
function delayAfter(count: number): number {
  if (count < freeAttempts) return 0
  return Math.min(firstDelayMs * 2 ** (count - freeAttempts), longestDelayMs)
}

/**
 * Lets someone who has just reset a password sign in although the address has to wait. The backoff
 * itself stays: ending it would show a stranger that the address has an account. In memory only,
 * and valid for the longest delay: those that ran at the time of the reset are over by then.
 */
export interface ResetPasses {
  give(account: AccountId): void
  /** Whether a password may be tried for the account while its address has to wait; counts the attempt. */
  use(account: AccountId): boolean
}

export function resetPasses({ clock }: { readonly clock: Clock }): ResetPasses {
  const passes = new Map<AccountId, { readonly until: number; readonly left: number }>()
  return {
    give: (id) => void passes.set(id, { until: clock.now() + longestDelayMs, left: freeAttempts }),
    use(id) {
      const pass = passes.get(id)
      if (pass === undefined || pass.left === 0 || clock.now() >= pass.until) return false
      passes.set(id, { ...pass, left: pass.left - 1 })
      return true
    },
  }
}
