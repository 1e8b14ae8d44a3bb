import type { ErrorCode } from '@contract/errors'
import type { Deps } from '../deps'
import type { Later } from '../ports'
import { isKeychainLocked } from '../security/keychain-lock'
import { MailFailure, type MailRoute, type MailSender } from './mail'
import { waitMs } from './outbox-waits'

/**
 * Whether the mail server takes us: connection, encryption, login.
 *
 * This is told to everybody, signed in or not. So it must not follow from what is sent to whom: a
 * try begins when a mail is asked for, when somebody hurries, and again and again after one that
 * failed. It runs beside the sender, whatever that is busy with, and knows no mail.
 */
export interface MailHealth {
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

type Needs = Pick<Deps, 'clock' | 'log' | 'random'> & {
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
