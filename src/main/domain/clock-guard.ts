import type {
  Clock,
  Later,
  LinkRequestStore,
  OutboxStore,
  SettingStore,
  TimeSeen,
  Transaction,
} from './ports'

/** NTP may correct a clock by a little in either direction without anyone moving it. */
const toleranceMs = 2 * 60_000
const key = 'clock.last-seen'

export interface ClockGuard {
  /**
   * True while the clock is behind the last time seen: links must be refused, not extended. A time
   * that someone was told about counts as seen: what had expired then stays expired.
   */
  behind(): boolean
  /**
   * Remembers the current time, in the database as well. Called at start, sign-in, unlock and lock,
   * and in the transaction in which a link is made, sent or redeemed.
   */
  saw(): void
  /** Remembers it outside the database only: without a commit, so it can run every minute. */
  noticed(): void
  /**
   * Starts over at the current time when someone requests a new link after the clock was corrected.
   * All open links become void, so that none becomes valid again, and a clock that once ran ahead
   * locks no one out.
   */
  restart(): void
}

export function clockGuard(deps: {
  clock: Clock
  settings: SettingStore
  requests: LinkRequestStore
  outboxRows: OutboxStore
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
        // Emails in the outbox refer to requests that are now void: they will get new ones.
        deps.outboxRows.forgetRequests()
        deps.settings.set(key, deps.clock.now())
      })
      deps.timeSeen.set(deps.clock.now())
    },
  }
}

const everyMs = 60_000

/** Ensures that a link that expired while the app ran stays expired, whatever the clock is set to later. */
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
