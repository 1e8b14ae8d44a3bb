import type { ErrorCode } from '@contract/errors'
import { isKeychainLocked } from '../crypto/keychain-lock'
import { emitter } from '../emitter'
import type { AccountId } from '../ids'
import type { Later, Ports } from '../ports'
import { MailFailure, type MailSender, type MailWriter } from '../ports/mail'
import type { OutboxJob } from '../ports/mail-stores'
import { mailHealth, serverBlock } from './outbox-health'
import { givingUp, longestWaitMs, waitMs } from './outbox-retry'
import { outboxEnds, sendJob } from './outbox-send'
import type { MailRoute } from './settings'

type QueuedMail = Pick<OutboxJob, 'kind' | 'accountId' | 'email' | 'dedupeKey'> &
  Partial<Pick<OutboxJob, 'facts'>>

/** When a waiting mail is tried next, and what is known of why it waits. */
interface JobOutlook {
  /** Null: it is being handed over just now. */
  readonly nextTryAt: number | null
  readonly problem: ErrorCode | null
}

/** The persistent queue that all mails but the test mail go through, one at a time. */
export interface Outbox {
  /** Within a transaction of the caller's. Sending starts afterwards, by itself. */
  queue(mail: QueuedMail): void
  /** One that is being handed over goes out all the same. */
  cancel(dedupeKey: string): void
  /** Does nothing to one that is being handed over, or gone. */
  cancelJob(id: number): void
  /** Tries now what waits, or one of it: the network is back, the settings were changed. */
  hurry(id?: number): void
  outlook(job: OutboxJob): JobOutlook
  /** Whether the mail server could be reached at the last try; null: not tried since the start. */
  reaches(): boolean | null
  /** Why it could not, at the last try. */
  trouble(): ErrorCode | null
  /** The server is left alone for now. Told to nobody: it may be due to what became of a mail. */
  held(): boolean
  /** Resolves when nothing is being sent and nothing is due. */
  idle(): Promise<void>
  stop(): Promise<void>
  /** Called when a mail of an account was sent or given up. */
  onDone(listener: (account: AccountId) => void): void
  /** What `reaches` or `trouble` says is another; tells of no mail and no account. */
  onReach(listener: () => void): void
  /** Something in the queue changed; a few times a second at most. */
  onChange(listener: () => void): void
}

type Needs = Omit<Parameters<typeof sendJob>[0], 'ends' | 'sender'> &
  Pick<Ports, 'log' | 'mailLog' | 'pause'> & {
    readonly sender: MailSender
    readonly writer: MailWriter
    /** Null when mail is not set up; mails wait then. */
    readonly route: () => Promise<MailRoute | null>
    readonly later: Later
  }

/** Between two notes to whoever looks at the queue. */
const noteEveryMs = 300

export function outbox(deps: Needs): Outbox {
  const ends = outboxEnds(deps)
  const send = sendJob({ ...deps, ends })
  const block = serverBlock(deps)
  let running: Promise<void> | null = null
  let cancelTimer = () => {}
  let stopped = false
  /** The server is to be tried before what comes next. */
  let wanted = false
  let sending: number | null = null
  const done = emitter<[account: AccountId]>()
  const reachChanged = emitter()
  const changed = emitter()
  let noted = false

  const logged = (error: unknown) => deps.log.error('outbox', error)
  const patience = givingUp(
    { ...deps, ends },
    { done: done.emit, some: note, isSending: (id) => id === sending },
  )
  const health = mailHealth(deps, {
    changed: reachChanged.emit,
    tried(reaches, code) {
      note()
      if (reaches) {
        patience.reached()
        block.reached()
      } else void patience.notReached(code).catch(logged)
      wake(0)
    },
  })

  function note(): void {
    if (noted || stopped) return
    noted = true
    deps.later(() => {
      noted = false
      if (!stopped) changed.emit()
    }, noteEveryMs)
  }

  function wake(delayMs: number): void {
    cancelTimer()
    if (!stopped) cancelTimer = deps.later(run, delayMs)
  }

  function run(): void {
    if (stopped) return
    if (wanted) {
      wanted = false
      void health.tryNow()
    }
    if (running !== null) return
    running = drain()
      .catch(faulty)
      .then(() => {
        running = null
        const next = stopped ? null : deps.jobs.next()
        // While the server is not reached, its next try wakes the queue.
        if (next && health.reaches() !== false) wake(waitFor(next))
      })
      .catch((error: unknown) => {
        faulty(error)
        wake(block.leftMs())
      })
  }

  /** What failed before its mail was tried is still due: not again at once, for ever. */
  function faulty(error: unknown): void {
    logged(error)
    block.begin('INTERNAL')
  }

  function waitFor(job: OutboxJob): number {
    return Math.max(0, job.nextAt - deps.clock.now(), block.leftMs())
  }

  async function drain(): Promise<void> {
    // Nobody was told to wait so long: the clock was set back.
    const now = deps.clock.now()
    deps.jobs.bringForward(now + longestWaitMs, now)
    for (;;) {
      // Between two mails everybody else has a turn.
      await deps.pause()
      const job = stopped ? null : deps.jobs.next()
      if (job === null || waitFor(job) > 0 || !(await mayGo(job))) return
      const route = await routeIfOpen()
      if (route === null) return void (await health.tryNow())
      if (!(await block.over(route))) return
      await attempt(job.id, route)
      note()
    }
  }

  /** A mail server whose password lies behind a locked keyring is none for now. */
  const routeIfOpen = () =>
    deps.route().catch((error: unknown) => {
      if (isKeychainLocked(error)) return null
      throw error
    })

  /**
   * A mail that was not tried yet is looked at only once the server takes us: whom it is for, or
   * that it is for nobody, is found out behind that, so that nothing before it can tell.
   */
  async function mayGo(job: OutboxJob): Promise<boolean> {
    const reaches = job.attempts === 0 ? await health.ok() : health.reaches() !== false
    return reaches && !stopped
  }

  async function attempt(id: number, route: MailRoute): Promise<void> {
    // As it is now: it may have been cancelled while the server was asked.
    const job = deps.jobs.byId(id)
    if (job === null) return
    sending = id
    try {
      const concerned = await send(job, route)
      block.lift()
      for (const account of new Set(concerned)) done.emit(account)
    } catch (error) {
      await failed(id, error, route)
    } finally {
      sending = null
      if (deps.jobs.byId(id) === null) patience.forget(id)
    }
  }

  async function failed(id: number, error: unknown, route: MailRoute): Promise<void> {
    const failure = error instanceof MailFailure ? error : null
    const code = failure?.code ?? 'INTERNAL'
    deps.log.error(`mail not sent: ${code}`, failure ? undefined : error)
    const job = deps.jobs.byId(id)
    if (job === null) return // cancelled meanwhile
    if (failure?.transient === false || patience.isTooOld(job)) return patience.giveUp(job, code)
    const alone = await block.alone(error, route)
    const attempts = job.attempts + 1
    const wait = alone ? waitMs(attempts, deps.random) : block.leftMs()
    deps.jobs.postpone(id, attempts, deps.clock.now() + wait, code)
  }

  return {
    queue(mail) {
      const now = deps.clock.now()
      deps.jobs.add({
        facts: {},
        createdAt: now,
        ...mail,
        messageId: `<${deps.random.id()}@latchkey.invalid>`,
        nextAt: now,
      })
      wanted = true
      wake(0)
      note()
    },
    cancel(dedupeKey) {
      const job = deps.jobs.byDedupeKey(dedupeKey)
      if (job?.id === sending) deps.jobs.remove(job.id)
      else if (job) ends.cancelled(job)
      note()
    },
    cancelJob(id) {
      const job = id === sending ? null : deps.jobs.byId(id)
      if (job) ends.cancelled(job)
      note()
    },
    hurry(id) {
      deps.jobs.hurry(deps.clock.now(), id)
      block.lift()
      wanted ||= health.reaches() === false || deps.jobs.anyUntried()
      wake(0)
    },
    outlook(job) {
      const trouble = health.trouble()
      const nextTryAt = trouble?.nextTryAt ?? deps.clock.now() + waitFor(job)
      return {
        nextTryAt: job.id === sending ? null : nextTryAt,
        problem: job.lastCode ?? trouble?.code ?? block.reason(),
      }
    },
    reaches: health.reaches,
    trouble: () => health.trouble()?.code ?? null,
    held: () => health.reaches() === false || block.reason() !== null,
    async idle() {
      for (;;) {
        const busy = running ?? health.underWay()
        if (busy === null) return
        await busy
      }
    },
    onDone: done.on,
    onReach: reachChanged.on,
    onChange: changed.on,
    async stop() {
      stopped = true
      cancelTimer()
      patience.stop()
      health.stop()
      await running
    },
  }
}
