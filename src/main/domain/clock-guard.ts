import type {
  Clock,
  Later,
  LinkRequestStore,
  OutboxStore,
  SettingStore,
  TimeSeen,
  Transaction,
} from './ports'

/** A clock may be set right by a little, back and forth, without anybody moving it (NTP). */
const toleranceMs = 2 * 60_000
const key = 'clock.last-seen'

export interface ClockGuard {
  /**
   * True while the clock is behind the last time seen: links must be refused, not extended. A time that
   * someone was told about is seen: what was too old then stays so.
   */
  behind(): boolean
  /**
   * Remembers the present, in the database as well: at a start, at sign-in, unlock and lock, where a
   * link is made, sent or redeemed, in its transaction.
   */
  saw(): void
  /** Remembers it outside of the database alone: no commit, for every minute. */
  noticed(): void
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
  timeSeen: TimeSeen
}): ClockGuard {
  const inDatabase = () => {
    const seen = deps.settings.get(key)
    return typeof seen === 'number' ? seen : 0
  }
  function noticed(): void {
    deps.timeSeen.set(Math.max(deps.timeSeen.get(), deps.clock.now()))
  }
  return {
    behind() {
      noticed()
      const lastSeen = Math.max(inDatabase(), deps.timeSeen.get())
      return deps.clock.now() < lastSeen - toleranceMs
    },
    saw() {
      noticed()
      const now = deps.clock.now()
      if (now > inDatabase()) deps.settings.set(key, now)
    },
    noticed,
    restart() {
      deps.transaction(() => {
        deps.requests.supersedeAll(null)
        // Mails that wait are for links of their own: they get new ones.
        deps.jobs.forgetRequests()
        deps.settings.set(key, deps.clock.now())
      })
      deps.timeSeen.set(deps.clock.now())
    },
  }
}

const everyMs = 60_000

/** A link that ends while the app runs has ended for good, whatever the clock is set to later. */
export function watchTime(deps: { later: Later; clockGuard: Pick<ClockGuard, 'noticed'> }): {
  stop(): void
} {
  let cancel = deps.later(look, everyMs)
  function look(): void {
    cancel = deps.later(look, everyMs)
    deps.clockGuard.noticed()
  }
  return { stop: () => cancel() }
}
