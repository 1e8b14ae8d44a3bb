import type { Deps } from '../deps'
import type { AccountId } from '../ids'
import type { OutboxJob } from '../model'
import { type Mail, MailFailure, type MailSender, type MailServer, type MailWriter } from './mail'
import { type PreparedMail, prepareMail } from './prepare'

/** First wait after a failed try, doubling up to the longest; a mail is given up after a day. */
const firstWaitMs = 5_000
const longestWaitMs = 15 * 60_000
const giveUpAfterMs = 24 * 3_600_000

export type QueuedMail = Pick<OutboxJob, 'kind' | 'accountId' | 'email' | 'dedupeKey'> &
  Partial<Pick<OutboxJob, 'facts'>>

/** The persistent queue that all mails but the test mail go through, one at a time. */
export interface Outbox {
  /** Within a transaction of the caller's. Sending starts afterwards, by itself. */
  queue(mail: QueuedMail): void
  cancel(dedupeKey: string): void
  /** Tries now what waits: the network is back, the settings were changed. */
  hurry(): void
  /** Resolves when nothing is being sent and nothing is due. */
  idle(): Promise<void>
  stop(): Promise<void>
  /** Called when a mail of an account was sent or given up. */
  onDone(listener: (account: AccountId) => void): void
}

/** Runs something later, and can be called off. */
export type Later = (work: () => void, delayMs: number) => () => void

type Needs = Pick<
  Deps,
  | 'accounts'
  | 'activity'
  | 'clock'
  | 'clockGuard'
  | 'jobs'
  | 'log'
  | 'random'
  | 'requests'
  | 'tokens'
  | 'transaction'
> & {
  readonly sender: MailSender
  readonly writer: MailWriter
  /** Null when mail is not set up; mails wait then. */
  readonly server: () => Promise<MailServer | null>
  readonly later: Later
}

export function outbox(deps: Needs): Outbox {
  const prepare = prepareMail(deps)
  let running: Promise<void> | null = null
  let cancelTimer = () => {}
  let stopped = false
  let done: (account: AccountId) => void = () => {}
  /** Without a server nothing is due: settings that are saved wake the queue. */
  let blockedMs = 0

  function wake(delayMs: number): void {
    cancelTimer()
    if (!stopped) cancelTimer = deps.later(run, delayMs)
  }

  function run(): void {
    if (running !== null || stopped) return
    running = drain()
      .catch((error: unknown) => {
        deps.log.error('outbox', error)
        // What failed before its mail was tried is still due: not again at once, for ever.
        blockedMs = firstWaitMs
      })
      .finally(() => {
        running = null
        const next = stopped ? null : deps.jobs.next()
        if (next) wake(Math.max(0, next.nextAt - deps.clock.now(), blockedMs))
      })
  }

  async function drain(): Promise<void> {
    blockedMs = 0
    for (;;) {
      const job = stopped ? null : deps.jobs.next()
      if (job === null || job.nextAt > deps.clock.now()) return
      const server = await deps.server()
      if (server === null) {
        blockedMs = longestWaitMs
        return
      }
      await send(job, server)
    }
  }

  async function send(job: OutboxJob, server: MailServer): Promise<void> {
    const prepared = await prepare(job)
    if (prepared === null) return
    try {
      const text = await deps.writer.write(prepared.content)
      const mail: Mail = { ...text, to: prepared.content.email, messageId: job.messageId }
      await deps.sender.send(server, mail)
      deps.transaction(() => prepared.sent())
      done(prepared.account.id)
    } catch (error) {
      failed(job, prepared, error)
    }
  }

  function failed(job: OutboxJob, { account, requestId }: PreparedMail, error: unknown): void {
    const now = deps.clock.now()
    const code = error instanceof MailFailure ? error.code : 'fault'
    const final = error instanceof MailFailure && !error.transient
    deps.log.error(`mail not sent: ${code}`, error instanceof MailFailure ? undefined : error)
    deps.transaction(() => {
      if (!final && now - job.createdAt < giveUpAfterMs) {
        const wait = Math.min(firstWaitMs * 2 ** job.attempts, longestWaitMs)
        deps.jobs.postpone(job.id, job.attempts + 1, now + wait)
        return
      }
      deps.jobs.remove(job.id)
      if (requestId !== null) deps.requests.supersede(requestId)
      if (account) deps.activity.add(account.id, 'mail_failed', now)
    })
  }

  return {
    queue(mail) {
      const now = deps.clock.now()
      deps.jobs.add({
        facts: {},
        ...mail,
        messageId: `<${deps.random.id()}@latchkey.invalid>`,
        createdAt: now,
        nextAt: now,
      })
      wake(0)
    },
    cancel(dedupeKey) {
      const job = deps.jobs.byDedupeKey(dedupeKey)
      if (job) deps.jobs.remove(job.id)
    },
    hurry() {
      deps.jobs.hurry(deps.clock.now())
      wake(0)
    },
    async idle() {
      while (running !== null) await running
    },
    onDone(listener) {
      done = listener
    },
    async stop() {
      stopped = true
      cancelTimer()
      await running
    },
  }
}
