import type { ErrorCode } from '@contract/errors'
import type { Deps } from '../deps'
import { MailFailure, type MailRoute, type MailSender } from './mail'
import { longestWaitMs, waitMs } from './outbox-waits'

/** Answers about a mail: the server itself is well. */
const aboutMail: readonly ErrorCode[] = ['MAIL_SENDER', 'MAIL_RECIPIENT', 'MAIL_REJECTED']

/**
 * The sender's own view of a server that fell ill while mail was handed over. It is told to nobody
 * (see `MailHealth`).
 */
export interface ServerBlock {
  /** How long to leave the server alone, milliseconds. */
  leftMs(): number
  /** Within a block that has run out: whether it may end. */
  over(route: MailRoute): Promise<boolean>
  /** Whether a failure is this mail's alone; else a block begins. */
  alone(error: unknown, route: MailRoute): Promise<boolean>
  begin(): void
  lift(): void
}

export function serverBlock(
  deps: Pick<Deps, 'clock' | 'log' | 'random'> & { readonly sender: Pick<MailSender, 'check'> },
): ServerBlock {
  /** Failures in a row. */
  let count = 0
  let until = 0

  function lift(): void {
    count = 0
    until = 0
  }

  function begin(): void {
    count += 1
    until = deps.clock.now() + waitMs(count, deps.random)
  }

  async function answers({ server }: MailRoute): Promise<boolean> {
    try {
      await deps.sender.check(server)
      lift()
      return true
    } catch (error) {
      if (!(error instanceof MailFailure)) deps.log.error('mail server', error)
      begin()
      return false
    }
  }

  return {
    // Never longer than the longest: the clock may have been set back.
    leftMs: () => Math.min(Math.max(0, until - deps.clock.now()), longestWaitMs),
    over: async (route) => count === 0 || answers(route),
    // One that turns this mail away, or fails at it and answers right afterwards, is well.
    alone: async (error, route) =>
      !(error instanceof MailFailure) || aboutMail.includes(error.code) || answers(route),
    begin,
    lift,
  }
}
