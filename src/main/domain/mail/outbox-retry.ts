import type { ErrorCode } from '@contract/errors'
import type { AccountId } from '../ids'
import type { Clock, Ports, Random } from '../ports'
import type { OutboxJob } from '../ports/mail-stores'
import type { OutboxEnds } from './outbox-send'

const firstMs = 5_000
export const longestWaitMs = 15 * 60_000
/** A mail that could not be sent for so long is given up, after `patience`. */
export const giveUpAfterMs = 24 * 3_600_000

/**
 * How long to wait after so many failures in a row: 5 s, doubling to 15 min, each shortened at
 * random by up to half, so that many computers do not meet a server that comes back all at once.
 *
 * @param failures 1 or more
 * @returns milliseconds, 2.5 s to 15 min
 */
export function waitMs(failures: number, random: Pick<Random, 'bytes'>): number {
  const whole = Math.min(firstMs * 2 ** (failures - 1), longestWaitMs)
  const [high = 0, low = 0] = random.bytes(2)
  return Math.round(whole * (1 - (high * 256 + low) / 65_536 / 2))
}

/** What fails is given so much running time before a mail is given up for it. */
const patienceMs = 3_600_000
/** Nothing is left alone for so long while the computer runs: it slept. */
const sleptMs = 2 * longestWaitMs

/**
 * How long something has been failing while this computer was running. A mail may have waited for
 * days with the lid closed; the first try after that often comes before the network does, and
 * nothing is given up for it.
 */
interface Patience {
  /** Notes a failure. @returns true when it has failed long enough */
  failed(): boolean
}

function patience(clock: Clock): Patience {
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

/** Mails that are given up in one transaction. */
const atOnce = 20
/** Not the server's: no reason to give a mail up. */
const ours: readonly ErrorCode[] = ['MAIL_NOT_SET_UP', 'KEYCHAIN_LOCKED']

/** When mails have been tried for long enough. */
interface GivingUp {
  giveUp(job: OutboxJob, code: ErrorCode): void
  /** A try to send this mail failed, as the ones before it may have. */
  isTooOld(job: OutboxJob): boolean
  /** It has left the queue. */
  forget(id: number): void
  reached(): void
  /** Gives those up that have waited for a day, once the server has not been reached for long. */
  notReached(code: ErrorCode): Promise<void>
  stop(): void
}

type Needs = Pick<Ports, 'clock' | 'jobs' | 'pause' | 'transaction'> & {
  readonly ends: Pick<OutboxEnds, 'gaveUp'>
}

export function givingUp(
  deps: Needs,
  on: {
    /** A mail of this account was given up. */
    done(account: AccountId): void
    /** Some were, for want of a server. */
    some(): void
    /** It is being handed over just now. */
    isSending(id: number): boolean
  },
): GivingUp {
  let withServer = patience(deps.clock)
  /** By job, for those that failed in this run. */
  const withMail = new Map<number, Patience>()
  let stopped = false

  function giveUp(job: OutboxJob, code: ErrorCode): void {
    const account = deps.ends.gaveUp(job, code)
    if (account) on.done(account.id)
  }

  return {
    giveUp,
    isTooOld({ id, createdAt }) {
      const own = withMail.get(id) ?? patience(deps.clock)
      withMail.set(id, own)
      return own.failed() && deps.clock.now() - createdAt >= giveUpAfterMs
    },
    forget: (id) => void withMail.delete(id),
    reached() {
      withServer = patience(deps.clock)
    },
    async notReached(code) {
      if (ours.includes(code) || !withServer.failed()) return
      for (;;) {
        const before = deps.clock.now() - giveUpAfterMs
        const old = stopped ? [] : deps.jobs.askedBefore(before, atOnce)
        const over = old.filter(({ id }) => !on.isSending(id))
        if (over.length === 0) return
        deps.transaction(() => {
          for (const job of over) giveUp(job, job.lastCode ?? code)
        })
        on.some()
        await deps.pause()
      }
    },
    stop() {
      stopped = true
    },
  }
}
