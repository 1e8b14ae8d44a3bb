import type { AccountId } from '../ids'
import type { OutboxJob } from '../model'
import type { MailContent, MailRoute, MailSender, MailServer, MailWriter } from './mail'
import type { OutboxEnds } from './outbox-end'
import { prepareMail } from './prepare'

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
