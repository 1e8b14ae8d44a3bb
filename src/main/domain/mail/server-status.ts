import type { ErrorCode } from '@contract/errors'
import { isKeychainLocked } from '../crypto/keychain-lock'
import type { Later, Ports } from '../ports'
import { MailFailure, type MailSender } from '../ports/mail'
import { backoffMs, maxBackoffMs } from './retry-policy'
import type { MailRoute } from './settings'

type Needs = Pick<Ports, 'clock' | 'log' | 'random'> & {
  readonly route: () => Promise<MailRoute | null>
  readonly sender: Pick<MailSender, 'check'>
  readonly later: Later
}

/**
 * Whether the mail server accepts us: connection, encryption, login.
 *
 * Everyone sees this, signed in or not, so it must not depend on what is sent to whom. A check
 * starts when an email is requested, when the queue is hurried, and with backoff after a failed
 * check. It runs beside the sender, whatever that is doing, and knows no email.
 */
export function serverStatus(
  deps: Needs,
  on: {
    /** `reachable` or the reason has changed. */
    changed(): void
    /** After every check, before anyone waiting for it continues. */
    checked(...outcome: [reachable: true, code: null] | [reachable: false, code: ErrorCode]): void
  },
) {
  let reachable: boolean | null = null
  let problem: { code: ErrorCode; nextTryAt: number } | null = null
  let failures = 0
  let checking: Promise<boolean> | null = null
  let cancelTimer = () => {}
  let stopped = false
  let end: (reached: false) => void = () => {}
  /** A server that doesn't answer must not delay the closing of a profile. */
  const ended = new Promise<false>((resolve) => {
    end = resolve
  })

  /** @returns null when the server accepts us, else why not */
  async function check(): Promise<ErrorCode | null> {
    try {
      const route = await deps.route()
      if (route === null) return 'MAIL_NOT_SET_UP'
      await deps.sender.check(route.server)
      return null
    } catch (error) {
      if (error instanceof MailFailure) return error.code
      if (isKeychainLocked(error)) return 'KEYCHAIN_LOCKED'
      deps.log.error('mail server', error)
      return 'INTERNAL'
    }
  }

  async function checkOnce(): Promise<boolean> {
    cancelTimer()
    const code = await check()
    if (stopped) return false
    const before = { reachable, code: problem?.code ?? null }
    reachable = code === null
    failures = reachable ? 0 : failures + 1
    problem = code && { code, nextTryAt: deps.clock.now() + again() }
    if (code === null) on.checked(true, null)
    else on.checked(false, code)
    if (reachable !== before.reachable || code !== before.code) on.changed()
    return reachable
  }

  /** Checks again whether or not an email is queued: stopping would reveal that one was. */
  function again(): number {
    const wait = backoffMs(failures, deps.random)
    cancelTimer = deps.later(() => void checkNow(), wait)
    return wait
  }

  /** Starts a check, or joins the one under way. */
  function checkNow(): Promise<boolean> {
    if (stopped) return Promise.resolve(false)
    checking ??= Promise.race([checkOnce(), ended])
      .catch((error: unknown) => {
        deps.log.error('mail server', error)
        return false
      })
      .finally(() => {
        checking = null
      })
    return checking
  }

  return {
    /** At the last check; null: not checked since the start. */
    reachable: (): boolean | null => reachable,
    /** Why the last check failed and when the next one is; null if it didn't fail. */
    problem: (): { readonly code: ErrorCode; readonly nextTryAt: number } | null => problem,
    checkNow,
    /** The result of the check under way, or of the last one; starts one if there was none. */
    ok: (): Promise<boolean> =>
      checking ?? (reachable === null ? checkNow() : Promise.resolve(reachable)),
    underWay: (): Promise<boolean> | null => checking,
    stop() {
      stopped = true
      cancelTimer()
      end(false)
    },
  }
}

/** These are about one email; the server itself works. */
const aboutMail: readonly ErrorCode[] = ['MAIL_RECIPIENT', 'MAIL_REJECTED']
/** The server works but accepts none of our emails: the sender in the settings is wrong. */
const aboutSender: ErrorCode = 'MAIL_SENDER'

/**
 * The circuit breaker, for a server that starts failing while emails are handed over. Unlike
 * `ServerStatus`, it may show what became of an email, so only the owner's list of emails shows it.
 */
export function circuitBreaker(
  deps: Pick<Ports, 'clock' | 'log' | 'random'> & { readonly sender: Pick<MailSender, 'check'> },
) {
  /** Failures in a row. */
  let count = 0
  let until = 0
  let reason: ErrorCode | null = null

  function close(): void {
    count = 0
    until = 0
    reason = null
  }

  function trip(why: ErrorCode): void {
    count += 1
    until = deps.clock.now() + backoffMs(count, deps.random)
    reason = why
  }

  async function answers({ server }: MailRoute): Promise<boolean> {
    try {
      await deps.sender.check(server)
      close()
      return true
    } catch (error) {
      const known = error instanceof MailFailure
      if (!known) deps.log.error('mail server', error)
      trip(known ? error.code : 'INTERNAL')
      return false
    }
  }

  return {
    /** How long to leave the server alone, in milliseconds. Capped: the clock may have been set back. */
    openForMs: (): number => Math.min(Math.max(0, until - deps.clock.now()), maxBackoffMs),
    /** Why; null while the breaker is closed. */
    reason: (): ErrorCode | null => reason,
    /** After the delay: whether sending may resume. Only an email can show if the sender is accepted now. */
    mayClose: async (route: MailRoute): Promise<boolean> =>
      count === 0 || reason === aboutSender || answers(route),
    /** Whether a failure concerns this email alone; otherwise the breaker opens. */
    async isMailsFault(error: unknown, route: MailRoute): Promise<boolean> {
      if (!(error instanceof MailFailure)) return true
      if (error.code === aboutSender) {
        trip(aboutSender)
        return false
      }
      // A server that rejects this email, or fails at it but answers right afterwards, works.
      if (!aboutMail.includes(error.code)) return answers(route)
      close()
      return true
    },
    trip,
    /** A check has succeeded: connection, encryption, login. */
    reached() {
      if (reason !== aboutSender) close()
    },
    close,
  }
}
