import type { ErrorCode } from '@contract/errors'
import { isKeychainLocked } from '../crypto/keychain-lock'
import { emitter } from '../emitter'
import type { AccountId } from '../ids'
import type { Later, Ports } from '../ports'
import { MailFailure, type MailSender, type MailWriter } from '../ports/mail'
import type { OutboxJob } from '../ports/mail-stores'
import { outboxEnds, sendJob } from './outbox-send'
import { backoffMs, maxBackoffMs, retryPolicy } from './retry-policy'
import { circuitBreaker, serverStatus } from './server-status'
import type { MailRoute } from './settings'

type QueuedMail = Pick<OutboxJob, 'kind' | 'accountId' | 'email' | 'dedupeKey'> &
  Partial<Pick<OutboxJob, 'facts'>>

/** When a queued email is tried next, and why it is waiting, if that is known. */
interface JobOutlook {
  /** null: it is being sent right now. */
  readonly nextTryAt: number | null
  readonly problem: ErrorCode | null
}

/** The persistent queue of all emails except test emails. It sends one at a time. */
export interface Outbox {
  /** The caller opens the transaction. Sending starts by itself afterwards. */
  queue(mail: QueuedMail): void
  /** An email that is already being sent goes out anyway. */
  cancel(dedupeKey: string): void
  /** Does nothing to an email that is being sent, or is gone. */
  cancelJob(id: number): void
  /** Tries all queued emails now, or one: the network is back, or the settings have changed. */
  hurry(id?: number): void
  outlook(job: OutboxJob): JobOutlook
  /** Whether the last check reached the mail server; null: not checked since the start. */
  reachable(): boolean | null
  /** Why the last check failed. */
  problem(): ErrorCode | null
  /** Sending is paused. Not shown to anyone, because it may depend on what became of an email. */
  held(): boolean
  /** Resolves when neither sending nor a check of the server is under way. */
  idle(): Promise<void>
  stop(): Promise<void>
  /** Called when an email of an account has been sent or given up. */
  onDone(listener: (account: AccountId) => void): void
  /** Called when `reaches` or `trouble` has changed; reveals no email and no account. */
  onReach(listener: () => void): void
  /** Called when the queue has changed, at most every 300 ms. */
  onChange(listener: () => void): void
}

type Needs = Omit<Parameters<typeof sendJob>[0], 'ends' | 'sender'> &
  Pick<Ports, 'log' | 'mailLog' | 'pause'> & {
    readonly sender: MailSender
    readonly writer: MailWriter
    /** null when email is not set up; emails wait then. */
    readonly route: () => Promise<MailRoute | null>
    readonly later: Later
  }

/** The shortest time between two `onChange` calls. */
const noteEveryMs = 300

export function outbox(deps: Needs): Outbox {
  const ends = outboxEnds(deps)
  const send = sendJob({ ...deps, ends })
  const breaker = circuitBreaker(deps)
  let running: Promise<void> | null = null
  let cancelTimer = () => {}
  let stopped = false
  /** A check of the server is due. */
  let wanted = false
  let sending: number | null = null
  const done = emitter<[account: AccountId]>()
  const reachChanged = emitter()
  const changed = emitter()
  let noted = false

  const logged = (error: unknown) => deps.log.error('outbox', error)
  const policy = retryPolicy(
    { ...deps, ends },
    { done: done.emit, some: note, isSending: (id) => id === sending },
  )
  const status = serverStatus(deps, {
    changed: reachChanged.emit,
    checked(reachable, code) {
      note()
      if (reachable) {
        policy.reached()
        breaker.reached()
      } else void policy.notReached(code).catch(logged)
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
      void status.checkNow()
    }
    if (running !== null) return
    running = drain()
      .catch(faulty)
      .then(() => {
        running = null
        const next = stopped ? null : deps.outboxRows.next()
        // While the server can't be reached, its next check wakes the queue.
        if (next && status.reachable() !== false) wake(waitFor(next))
      })
      .catch((error: unknown) => {
        faulty(error)
        wake(breaker.openForMs())
      })
  }

  /** A job that fails before its attempt stays due; the circuit breaker keeps it from looping. */
  function faulty(error: unknown): void {
    logged(error)
    breaker.trip('INTERNAL')
  }

  function waitFor(job: OutboxJob): number {
    return Math.max(0, job.nextAt - deps.clock.now(), breaker.openForMs())
  }

  async function drain(): Promise<void> {
    // No backoff is that long, so the clock must have been set back.
    const now = deps.clock.now()
    deps.outboxRows.bringForward(now + maxBackoffMs, now)
    for (;;) {
      // Lets other work run between two emails.
      await deps.pause()
      const job = stopped ? null : deps.outboxRows.next()
      if (job === null || waitFor(job) > 0 || !(await mayGo(job))) return
      const route = await routeIfOpen()
      if (route === null) return void (await status.checkNow())
      if (!(await breaker.mayClose(route))) return
      await attempt(job.id, route)
      note()
    }
  }

  /** A mail server whose password is behind a locked keyring counts as not set up for now. */
  const routeIfOpen = () =>
    deps.route().catch((error: unknown) => {
      if (isKeychainLocked(error)) return null
      throw error
    })

  /**
   * An email that hasn't been tried yet is looked at only once the server accepts us. Who it is
   * for, if anyone, is found out after that, so nothing earlier can reveal it.
   */
  async function mayGo(job: OutboxJob): Promise<boolean> {
    const accepted = job.attempts === 0 ? await status.ok() : status.reachable() !== false
    return accepted && !stopped
  }

  async function attempt(id: number, route: MailRoute): Promise<void> {
    // Read again: it may have been cancelled during the check.
    const job = deps.outboxRows.byId(id)
    if (job === null) return
    sending = id
    try {
      const concerned = await send(job, route)
      breaker.close()
      for (const account of new Set(concerned)) done.emit(account)
    } catch (error) {
      await failed(id, error, route)
    } finally {
      sending = null
      if (deps.outboxRows.byId(id) === null) policy.forget(id)
    }
  }

  async function failed(id: number, error: unknown, route: MailRoute): Promise<void> {
    const failure = error instanceof MailFailure ? error : null
    const code = failure?.code ?? 'INTERNAL'
    deps.log.error(`mail not sent: ${code}`, failure ? undefined : error)
    const job = deps.outboxRows.byId(id)
    if (job === null) return // cancelled in the meantime
    if (failure?.transient === false || policy.isTooOld(job)) return policy.giveUp(job, code)
    const isMailsFault = await breaker.isMailsFault(error, route)
    const attempts = job.attempts + 1
    const wait = isMailsFault ? backoffMs(attempts, deps.random) : breaker.openForMs()
    deps.outboxRows.postpone(id, attempts, deps.clock.now() + wait, code)
  }

  return {
    queue(mail) {
      const now = deps.clock.now()
      deps.outboxRows.add({
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
      const job = deps.outboxRows.byDedupeKey(dedupeKey)
      if (job?.id === sending) deps.outboxRows.remove(job.id)
      else if (job) ends.cancelled(job)
      note()
    },
    cancelJob(id) {
      const job = id === sending ? null : deps.outboxRows.byId(id)
      if (job) ends.cancelled(job)
      note()
    },
    hurry(id) {
      deps.outboxRows.hurry(deps.clock.now(), id)
      breaker.close()
      wanted ||= status.reachable() === false || deps.outboxRows.anyUntried()
      wake(0)
    },
    outlook(job) {
      const trouble = status.problem()
      const nextTryAt = trouble?.nextTryAt ?? deps.clock.now() + waitFor(job)
      return {
        nextTryAt: job.id === sending ? null : nextTryAt,
        problem: job.lastCode ?? trouble?.code ?? breaker.reason(),
      }
    },
    reachable: status.reachable,
    problem: () => status.problem()?.code ?? null,
    held: () => status.reachable() === false || breaker.reason() !== null,
    async idle() {
      for (;;) {
        const busy = running ?? status.underWay()
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
      policy.stop()
      status.stop()
      await running
    },
  }
}
