import type { ErrorCode } from '@contract/errors'
import type { Deps } from '../deps'
import type { AccountId } from '../ids'
import type { OutboxJob } from '../model'
import type { OutboxEnds } from './outbox-end'
import { type Patience, patience } from './outbox-patience'
import { giveUpAfterMs } from './outbox-waits'

/** Mails that are given up in one transaction. */
const atOnce = 20
/** Not the server's: no reason to give a mail up. */
const ours: readonly ErrorCode[] = ['MAIL_NOT_SET_UP', 'KEYCHAIN_LOCKED']

/** When mails have been tried for long enough. */
export interface GivingUp {
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

type Needs = Pick<Deps, 'clock' | 'jobs' | 'pause' | 'transaction'> & {
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
