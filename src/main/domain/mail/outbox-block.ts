import type { ErrorCode } from '@contract/errors'
import type { Deps } from '../deps'
import { MailFailure, type MailRoute, type MailSender } from './mail'
import { longestWaitMs, waitMs } from './outbox-waits'

/** Answers about a mail: the server itself is well. */
const aboutMail: readonly ErrorCode[] = ['MAIL_RECIPIENT', 'MAIL_REJECTED']
/** The server is well, and takes no mail of ours at all: the settings name a wrong sender. */
const aboutSender: ErrorCode = 'MAIL_SENDER'

/**
 * The sender's own view of a server that fell ill while mail was handed over. It is told to nobody
 * (see `MailHealth`).
 */
export interface ServerBlock {
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
  deps: Pick<Deps, 'clock' | 'log' | 'random'> & { readonly sender: Pick<MailSender, 'check'> },
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
