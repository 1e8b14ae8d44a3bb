import type { ErrorCode } from '@contract/errors'
import { isKeychainLocked } from '../crypto/keychain-lock'
import type { Later, Ports } from '../ports'
import { MailFailure, type MailSender } from '../ports/mail'
import { longestWaitMs, waitMs } from './outbox-retry'
import type { MailRoute } from './settings'

/**
 * Whether the mail server takes us: connection, encryption, login.
 *
 * This is told to everybody, signed in or not. So it must not follow from what is sent to whom: a
 * try begins when a mail is asked for, when somebody hurries, and again and again after one that
 * failed. It runs beside the sender, whatever that is busy with, and knows no mail.
 */
interface MailHealth {
  /** At the last try; null: not tried since the start. */
  reaches(): boolean | null
  /** Of the last try, when it failed: why, and when the next one is. */
  trouble(): { readonly code: ErrorCode; readonly nextTryAt: number } | null
  /** Begins a try; joins one that is under way. */
  tryNow(): Promise<boolean>
  /** What the try that is under way will say, or the last one said; tries if there was none. */
  ok(): Promise<boolean>
  underWay(): Promise<boolean> | null
  stop(): void
}

type Needs = Pick<Ports, 'clock' | 'log' | 'random'> & {
  readonly route: () => Promise<MailRoute | null>
  readonly sender: Pick<MailSender, 'check'>
  readonly later: Later
}

export function mailHealth(
  deps: Needs,
  on: {
    /** What `reaches` says, or why, is another. */
    changed(): void
    /** After every try, before anybody who waits for it goes on. */
    tried(...outcome: [reaches: true, code: null] | [reaches: false, code: ErrorCode]): void
  },
): MailHealth {
  let reaches: boolean | null = null
  let trouble: { code: ErrorCode; nextTryAt: number } | null = null
  let failures = 0
  let trying: Promise<boolean> | null = null
  let cancelTimer = () => {}
  let stopped = false
  let end: (reached: false) => void = () => {}
  /** A server that does not answer must not hold up a profile that is closed. */
  const ended = new Promise<false>((resolve) => {
    end = resolve
  })

  /** @returns null when it does, else why not */
  async function problem(): Promise<ErrorCode | null> {
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

  async function once(): Promise<boolean> {
    cancelTimer()
    const code = await problem()
    if (stopped) return false
    const before = { reaches, code: trouble?.code ?? null }
    reaches = code === null
    failures = reaches ? 0 : failures + 1
    trouble = code && { code, nextTryAt: deps.clock.now() + again() }
    if (code === null) on.tried(true, null)
    else on.tried(false, code)
    if (reaches !== before.reaches || code !== before.code) on.changed()
    return reaches
  }

  /** Whether or not a mail waits: when it stops must not tell that one was there. */
  function again(): number {
    const wait = waitMs(failures, deps.random)
    cancelTimer = deps.later(() => void tryNow(), wait)
    return wait
  }

  function tryNow(): Promise<boolean> {
    if (stopped) return Promise.resolve(false)
    trying ??= Promise.race([once(), ended])
      .catch((error: unknown) => {
        deps.log.error('mail server', error)
        return false
      })
      .finally(() => {
        trying = null
      })
    return trying
  }

  return {
    reaches: () => reaches,
    trouble: () => trouble,
    tryNow,
    ok: () => trying ?? (reaches === null ? tryNow() : Promise.resolve(reaches)),
    underWay: () => trying,
    stop() {
      stopped = true
      cancelTimer()
      end(false)
    },
  }
}

/** Answers about a mail: the server itself is well. */
const aboutMail: readonly ErrorCode[] = ['MAIL_RECIPIENT', 'MAIL_REJECTED']
/** The server is well, and takes no mail of ours at all: the settings name a wrong sender. */
const aboutSender: ErrorCode = 'MAIL_SENDER'

/**
 * The sender's own view of a server that fell ill while mail was handed over. It is told to nobody
 * (see `MailHealth`).
 */
interface ServerBlock {
  /** How long to leave the server alone, milliseconds. */
  leftMs(): number
  /** Why; null when nothing is blocked. */
  reason(): ErrorCode | null
  /** Within a block that has run out: whether it may end. */
  over(route: MailRoute): Promise<boolean>
  /** Whether a failure is this mail's alone; else a block begins. */
  alone(error: unknown, route: MailRoute): Promise<boolean>
  begin(reason: ErrorCode): void
  /** The server takes us: connection, encryption, login. */
  reached(): void
  lift(): void
}

export function serverBlock(
  deps: Pick<Ports, 'clock' | 'log' | 'random'> & { readonly sender: Pick<MailSender, 'check'> },
): ServerBlock {
  /** Failures in a row. */
  let count = 0
  let until = 0
  let reason: ErrorCode | null = null

  function lift(): void {
    count = 0
    until = 0
    reason = null
  }

  function begin(why: ErrorCode): void {
    count += 1
    until = deps.clock.now() + waitMs(count, deps.random)
    reason = why
  }

  async function answers({ server }: MailRoute): Promise<boolean> {
    try {
      await deps.sender.check(server)
      lift()
      return true
    } catch (error) {
      const known = error instanceof MailFailure
      if (!known) deps.log.error('mail server', error)
      begin(known ? error.code : 'INTERNAL')
      return false
    }
  }

  return {
    // Never longer than the longest: the clock may have been set back.
    leftMs: () => Math.min(Math.max(0, until - deps.clock.now()), longestWaitMs),
    reason: () => reason,
    // Whether the sender is taken by now, only a mail can tell.
    over: async (route) => count === 0 || reason === aboutSender || answers(route),
    async alone(error, route) {
      if (!(error instanceof MailFailure)) return true
      if (error.code === aboutSender) {
        begin(aboutSender)
        return false
      }
      // One that turns this mail away, or fails at it and answers right afterwards, is well.
      if (!aboutMail.includes(error.code)) return answers(route)
      lift()
      return true
    },
    begin,
    reached() {
      if (reason !== aboutSender) lift()
    },
    lift,
  }
}
