import type { ActivityKind } from '@contract/models'
import { emailKey } from '../email-address'
import type { EmailAddress, EmailKey } from '../ids'
import type { Attempts, TakeBack } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'

type Needs = Pick<Ports, 'accounts' | 'activity' | 'clock'> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
}

interface SignInAttempt {
  /** All accounts with the address. */
  readonly accounts: readonly Account[]
  /** When the next attempt is possible; null: this one is allowed, and counted. */
  readonly retryAt: number | null
  /** Undoes the count after a correct attempt. */
  readonly takeBack: TakeBack
}

export type SignInAttempts = ReturnType<typeof signInAttempts>

/**
 * Counts attempts made while signed out, by the typed address only. Whether it has an account, and what
 * happens in that account, changes neither the count nor the answer.
 *
 * Call each in a transaction.
 */
export function signInAttempts(deps: Needs) {
  const waits = (key: EmailKey) => deps.attempts.blockedUntil(deps.counters.signIn(key))
  return {
    begin(key: EmailKey): SignInAttempt {
      const accounts = deps.accounts.byEmail(key)
      const retryAt = waits(key)
      if (retryAt !== null) return { accounts, retryAt, takeBack() {} }
      return { accounts, retryAt, takeBack: deps.attempts.begin(deps.counters.signIn(key)) }
    },
    failed(email: EmailAddress, accounts: readonly Account[], kind: ActivityKind) {
      const now = deps.clock.now()
      const waiting = waits(emailKey(email)) !== null
      // An address without an account gets as many lines as one with an account.
      if (accounts.length === 0) deps.activity.add(null, kind, now)
      for (const { id } of accounts) deps.activity.add(id, waiting ? 'sign_in_waiting' : kind, now)
      if (waiting) deps.guesses.mustWait(email)
    },
  }
}
