import type { Clock, LinkRequestStore, OutboxStore, SettingStore, Transaction } from './ports'

/** A clock may be set right by a little, back and forth, without anybody moving it (NTP). */
const toleranceMs = 2 * 60_000
const key = 'clock.last-seen'

export interface ClockGuard {
  /** True while the clock is behind the last time seen: links must be refused, not extended. */
  behind(): boolean
  /** Remembers the present. Call it where a link is made, sent or redeemed, in its transaction. */
  saw(): void
  /**
   * Begins anew at the present, for a person who asks for a new link after the clock was set
   * right: every open link dies, so that none gets a second life, and nobody is locked out by a
   * clock that once ran ahead.
   */
  restart(): void
}

export function clockGuard(deps: {
  clock: Clock
  settings: SettingStore
  requests: LinkRequestStore
  jobs: OutboxStore
  transaction: Transaction
}): ClockGuard {
  const lastSeen = () => {
    const seen = deps.settings.get(key)
    return typeof seen === 'number' ? seen : 0
  }
  return {
    behind: () => deps.clock.now() < lastSeen() - toleranceMs,
    saw() {
      const now = deps.clock.now()
      if (now > lastSeen()) deps.settings.set(key, now)
    },
    restart() {
      deps.transaction(() => {
        deps.requests.supersedeAll(null)
        // Mails that wait are for links of their own: they get new ones.
        deps.jobs.forgetRequests()
        deps.settings.set(key, deps.clock.now())
      })
    },
  }
}
