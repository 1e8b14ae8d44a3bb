import { dayMs } from '@contract/limits'
import { emailKey } from '../email-address'
import type { EmailAddress } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { codeAttempts, deviceWarningQuota, warningQuota } from '../limits/rules'
import type { Outbox } from '../mail/outbox'
import type { Ports } from '../ports'
import type { OutboxJob } from '../ports/mail-stores'

/** Emails that say someone is guessing. */
type GuessMail = Extract<OutboxJob['kind'], 'codes-guessed' | 'password-guessed'>

type Needs = Pick<Ports, 'clock' | 'limits'> & {
  readonly counters: CounterNames
  readonly outbox: Outbox
  readonly quota: Quota
  readonly mailReady: () => boolean
}

/**
 * Warns a person by email that someone is guessing at their account. Whether the address has one
 * isn't checked here: the same rows are written for every address, and the recipient, if any, is
 * determined when the email is sent. So someone who guesses learns nothing. Call each in a
 * transaction.
 */
export interface Guesses {
  /** A wrong code was typed for an address. Every fifth leads to an email. */
  wrongCode(email: EmailAddress): void
  /** Wrong passwords or recovery codes for an address have led to a delay. */
  mustWait(email: EmailAddress): void
}

export function guesses(deps: Needs): Guesses {
  function tell(kind: GuessMail, email: EmailAddress): void {
    // The same for every address: without a mail server, emails would stay in the outbox forever.
    if (!deps.mailReady()) return
    const key = deps.counters.mail(kind, emailKey(email))
    const wanted = [
      [key, warningQuota],
      [deps.counters.deviceGuesses, deviceWarningQuota],
    ] as const
    const now = deps.clock.now()
    if (wanted.some(([counter, rule]) => deps.quota.nextAt(counter, rule) > now)) return
    deps.quota.take(wanted)
    deps.outbox.queue({ kind, accountId: null, email, dedupeKey: `${kind}:${key}` })
  }

  return {
    wrongCode(email) {
      const now = deps.clock.now()
      const counter = deps.counters.wrongCodes(emailKey(email))
      const last = deps.limits.get(counter)
      // After a dayMs without one the count starts over: no email's code is valid longer.
      const goesOn = last !== null && Math.abs(now - last.updatedAt) <= dayMs
      const count = (goesOn ? last.count : 0) + 1
      const full = count >= codeAttempts
      deps.limits.put(counter, {
        count: full ? 0 : count,
        blockedUntil: 0,
        times: [],
        updatedAt: now,
      })
      if (full) tell('codes-guessed', email)
    },
    mustWait: (email) => tell('password-guessed', email),
  }
}
