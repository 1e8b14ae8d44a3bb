import type { ErrorCode } from '@contract/errors'
import { emailKey, maskEmail, provenAccount } from '../email-address'
import type { AccountId, EmailAddress } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { MailContent, MailSender, MailServer, MailWriter } from '../ports/mail'
import type { MailLogEntry, OutboxJob } from '../ports/mail-stores'
import { prepareMail } from './prepare'
import type { MailRoute } from './settings'

type Needs = Parameters<typeof prepareMail>[0] & {
  readonly sender: MailSender
  readonly writer: MailWriter
  readonly ends: OutboxEnds
}

/**
 * Prepares a mail, writes it and hands it over. The server's yes and what follows from it are one
 * transaction; killed before that, it goes out again, with the same Message-ID, request and code.
 *
 * For an email that is not to go out, whatever the reason, the server is met as for one that is.
 *
 * @returns whose it was, and who had asked for it: both see something new. Nobody's when there was
 * no one to send it to
 * @throws MailFailure, and whatever goes wrong on the way to the server
 */
export function sendJob(deps: Needs) {
  const prepare = prepareMail(deps)
  return async (job: OutboxJob, { server, linkPage }: MailRoute): Promise<readonly AccountId[]> => {
    const prepared = await prepare(job, linkPage)
    const { content, account } = prepared
    if (content !== null) await handOver(job, content, server)
    // As many connections, and as likely to fail.
    else await deps.sender.check(server)
    deps.transaction(() => {
      prepared.sent()
      if (account === null) return
      // Whoever asked for it: what they got in its place is not the list's business.
      const asker = job.accountId && deps.accounts.byId(job.accountId)
      deps.ends.sent(job, asker || account)
    })
    return account === null ? [] : [account.id, ...(job.accountId ? [job.accountId] : [])]
  }

  async function handOver(
    { messageId }: OutboxJob,
    content: MailContent,
    server: MailServer,
  ): Promise<void> {
    const text = await deps.writer.write(content)
    await deps.sender.send(server, { ...text, to: content.email, messageId })
  }
}

type OutboxEndsNeeds = Pick<
  Ports,
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

export function outboxEnds(deps: OutboxEndsNeeds): OutboxEnds {
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
    return provenAccount(deps.accounts.byEmail(key), key)
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
