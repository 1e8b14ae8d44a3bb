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
 * Prepares an email, writes it and hands it over. The server's acceptance and everything that
 * follows from it are one transaction. If the app is killed before that, the email goes out again
 * with the same Message-ID, request and code.
 *
 * For an email that must not go out, whatever the reason, the server is contacted just the same.
 *
 * @returns the accounts with something new to see: recipient and requester. Empty if there is no
 * recipient
 * @throws MailFailure, and any other error before the server accepts
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
      // Logged for the requester: the list must not show what was sent instead.
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
  'accounts' | 'activity' | 'clock' | 'outboxRows' | 'mailLog' | 'requests' | 'transaction'
>

/** How an email leaves the queue, and what is logged about it. */
export interface OutboxEnds {
  /** The caller opens the transaction that records the server's acceptance. */
  sent(job: OutboxJob, account: Account): void
  /** Voids its link and adds a line to the person's activity. @returns whose it was, if known */
  gaveUp(job: OutboxJob, code: ErrorCode): Account | null
  /** Removes it, and voids a link that was made for an earlier attempt. */
  cancelled(job: OutboxJob): void
}

export function outboxEnds(deps: OutboxEndsNeeds): OutboxEnds {
  /**
   * Logs the kind and the address as requested. What was sent instead, or to which spelling,
   * concerns only the reader of the email.
   */
  function log(
    { kind, email: asked, createdAt: askedAt, facts, dedupeKey }: OutboxJob,
    account: Account | null,
    end: Pick<MailLogEntry, 'state' | 'code'>,
  ): void {
    const at = deps.clock.now()
    // The address of a stranger is stored only in masked form.
    const email = account ? asked : (maskEmail(asked) as EmailAddress)
    const mayGoAgain = account !== null && end.state === 'failed' && kind !== 'reset'
    const again = mayGoAgain ? { facts, dedupeKey } : null
    deps.mailLog.add({ ...end, kind, accountId: account?.id ?? null, email, askedAt, at, again })
  }

  /** The account of an email that was given up, possibly before it was prepared. */
  function ownerOf(job: OutboxJob): Account | null {
    if (job.accountId !== null) return deps.accounts.byId(job.accountId)
    const key = emailKey(job.email)
    return provenAccount(deps.accounts.byEmail(key), key)
  }

  function leave(job: OutboxJob): void {
    deps.outboxRows.remove(job.id)
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
        // No lookup by address: someone who isn't signed in may have cancelled it.
        const account = job.accountId && deps.accounts.byId(job.accountId)
        log(job, account || null, { state: 'cancelled', code: null })
      }),
  }
}
