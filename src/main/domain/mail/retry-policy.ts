import type { ErrorCode } from '@contract/errors'
import { dayMs, hourMs, minuteMs } from '@contract/limits'
import type { AccountId } from '../ids'
import type { Clock, Ports, Random } from '../ports'
import type { OutboxJob } from '../ports/mail-stores'
import type { OutboxEnds } from './outbox-send'

const firstBackoffMs = 5_000
export const maxBackoffMs = 15 * minuteMs
/** An email this old is given up, once it has also been failing for `patienceMs`. */
export const giveUpAfterMs = dayMs

/**
 * The backoff after some failures in a row: 5 s, doubling up to 15 min. Each is shortened at random
 * by up to half, so that many computers don't all reach a recovering server at once.
 *
 * @param failures 1 or more
 * @returns milliseconds, 2.5 s to 15 min
 */
export function backoffMs(failures: number, random: Pick<Random, 'bytes'>): number {
  const whole = Math.min(firstBackoffMs * 2 ** (failures - 1), maxBackoffMs)
  const [high = 0, low = 0] = random.bytes(2)
  return Math.round(whole * (1 - (high * 256 + low) / 65_536 / 2))
}

/** How long something must have been failing, in running time, before an email is given up. */
const failingMs = hourMs
/** No pause is this long while the computer runs, so it was asleep. */
const sleptMs = 2 * maxBackoffMs

/**
 * How long something has been failing while this computer was running. An email may have waited for
 * days with the lid closed. The first attempt after that often comes before the network is up, and
 * doesn't count against the email.
 */
interface FailureTimer {
  /** Records a failure. @returns true when it has failed for long enough */
  failed(): boolean
}

function failureTimer(clock: Clock): FailureTimer {
  let ranMs = 0
  let last: number | null = null

  return {
    failed() {
      const now = clock.now()
      const gap = last === null ? 0 : Math.max(0, now - last)
      ranMs = gap > sleptMs ? 0 : ranMs + gap
      last = now
      return ranMs >= failingMs
    },
  }
}

/** Emails that are given up in one transaction. */
const atOnce = 20
/** Not the server's fault, so no reason to give up an email. */
const ours: readonly ErrorCode[] = ['MAIL_NOT_SET_UP', 'KEYCHAIN_LOCKED']

type Needs = Pick<Ports, 'clock' | 'outboxRows' | 'pause' | 'transaction'> & {
  readonly ends: Pick<OutboxEnds, 'gaveUp'>
}

/** Decides when emails have been tried for long enough. */
export function retryPolicy(
  deps: Needs,
  on: {
    /** An email of this account was given up. */
    done(account: AccountId): void
    /** Some emails were given up because the server couldn't be reached. */
    some(): void
    /** Whether it is being sent right now. */
    isSending(id: number): boolean
  },
) {
  let withServer = failureTimer(deps.clock)
  /** By job id, for those that have failed in this run. */
  const withMail = new Map<number, FailureTimer>()
  let stopped = false

  function giveUp(job: OutboxJob, code: ErrorCode): void {
    const account = deps.ends.gaveUp(job, code)
    if (account) on.done(account.id)
  }

  return {
    giveUp,
    /** Records that an attempt at this email failed. @returns whether to give it up */
    isTooOld({ id, createdAt }: OutboxJob): boolean {
      const own = withMail.get(id) ?? failureTimer(deps.clock)
      withMail.set(id, own)
      return own.failed() && deps.clock.now() - createdAt >= giveUpAfterMs
    },
    /** The email has left the queue. */
    forget: (id: number) => void withMail.delete(id),
    reached() {
      withServer = failureTimer(deps.clock)
    },
    /** Gives up emails older than a day, once the server has been out of reach for long enough. */
    async notReached(code: ErrorCode): Promise<void> {
      if (ours.includes(code) || !withServer.failed()) return
      for (;;) {
        const before = deps.clock.now() - giveUpAfterMs
        const old = stopped ? [] : deps.outboxRows.askedBefore(before, atOnce)
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
