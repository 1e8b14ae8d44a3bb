import { normalizePassword } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import { DomainFailure } from '../failure'
import type { SecretKey } from '../ids'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { Sessions } from '../session'

type Needs = Pick<Ports, 'activity' | 'clock' | 'transaction'> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly wraps: PasswordWraps
}

/**
 * Checks the password of the person signed in again, with the same backoff as sign-in, counted per
 * account. The caller must wipe the vault key.
 */
export type Reauthenticate = (
  password: string,
) => Promise<{ readonly account: Account; readonly vaultKey: SecretKey }>

/** @returns a use case with one Argon2id run. It throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT. */
export function reauthenticate(deps: Needs): Reauthenticate {
  return async (typed) => {
    const account = deps.sessions.require()
    const check = deps.sessions.watch()
    const counter = deps.counters.password(account)
    deps.transaction(() => deps.attempts.begin(counter))
    const vaultKey = await deps.wraps.open(account, normalizePassword(typed))
    try {
      // The session may have ended, for instance by a lock or a reset, while Argon2id ran.
      check()
    } catch (error) {
      vaultKey?.fill(0)
      throw error
    }
    if (vaultKey === null) {
      wrongPassword(deps, account)
      throw new DomainFailure('WRONG_PASSWORD')
    }
    deps.transaction(() => deps.attempts.clear(counter))
    return { account, vaultKey }
  }
}

type WrongPasswordNeeds = Pick<Ports, 'activity' | 'clock' | 'transaction'> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
}

/** Records a wrong password for an account that is signed in or locked. The attempt is already counted. */
export function wrongPassword(deps: WrongPasswordNeeds, account: Account): void {
  deps.transaction(() => {
    const waiting = deps.attempts.blockedUntil(deps.counters.password(account)) !== null
    const kind = waiting ? 'sign_in_waiting' : 'sign_in_failed'
    deps.activity.add(account.id, kind, deps.clock.now())
    // If the account hasn't confirmed its address, someone else may have: this doesn't concern
    // them.
    if (waiting && account.confirmedAt !== null) deps.guesses.mustWait(account.email)
  })
}
