import type { ErrorCode } from '@contract/errors'
import type { Deps } from '../deps'
import { emailKey, maskEmail } from '../email-address'
import type { EmailAddress } from '../ids'
import type { Account, MailLogEntry, OutboxJob } from '../model'

type Needs = Pick<
  Deps,
  'accounts' | 'activity' | 'clock' | 'jobs' | 'mailLog' | 'requests' | 'transaction'
>

/** How a mail leaves the queue, and what is written of it. */
export interface OutboxEnds {
  /** Within the transaction of the server's yes. */
  sent(job: OutboxJob, account: Account): void
  /** Its link is void, and the person finds a line about it. @returns whose it was, if known */
  gaveUp(job: OutboxJob, code: ErrorCode): Account | null
  /** It is not sent, and a link that was made for an earlier try is void. */
  cancelled(job: OutboxJob): void
}

export function outboxEnds(deps: Needs): OutboxEnds {
  /**
   * Kind and address as they were asked for: what was sent in place of it, or to which spelling,
   * is its reader's business.
   */
  function log(
    { kind, email: asked, createdAt: askedAt, facts, dedupeKey }: OutboxJob,
    account: Account | null,
    end: Pick<MailLogEntry, 'state' | 'code'>,
  ): void {
    const at = deps.clock.now()
    // A stranger's address is not kept.
    const email = account ? asked : (maskEmail(asked) as EmailAddress)
    const mayGoAgain = account !== null && end.state === 'failed' && kind !== 'reset'
    const again = mayGoAgain ? { facts, dedupeKey } : null
    deps.mailLog.add({ ...end, kind, accountId: account?.id ?? null, email, askedAt, at, again })
  }

  /** Whose a mail is that is over before it was prepared, or for good. */
  function ownerOf(job: OutboxJob): Account | null {
    if (job.accountId !== null) return deps.accounts.byId(job.accountId)
    const key = emailKey(job.email)
    return (
      deps.accounts
        .byEmail(key)
        .find(({ confirmedAt, email }) => confirmedAt !== null && emailKey(email) === key) ?? null
    )
  }

  function leave(job: OutboxJob): void {
    deps.jobs.remove(job.id)
    if (job.requestId !== null) deps.requests.supersede(job.requestId)
  }

  return {
    sent: (job, account) => log(job, account, { state: 'sent', code: null }),
    gaveUp: (job, code) =>
      deps.transaction(() => {
        const account = ownerOf(job)
        leave(job)
        log(job, account, { state: 'failed', code })
        if (account) deps.activity.add(account.id, 'mail_failed', deps.clock.now())
        return account
      }),
    cancelled: (job) =>
      deps.transaction(() => {
        leave(job)
        // Without a look at the accounts: somebody signed out may have cancelled it.
        const account = job.accountId && deps.accounts.byId(job.accountId)
        log(job, account || null, { state: 'cancelled', code: null })
      }),
  }
}
