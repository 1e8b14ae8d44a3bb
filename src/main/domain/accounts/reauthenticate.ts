import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import { normalizePassword } from '../security/password-policy'
import { wrongPassword } from './wrong-password'

type Needs = Pick<
  Deps,
  'activity' | 'attempts' | 'clock' | 'counters' | 'guesses' | 'sessions' | 'transaction' | 'wraps'
>

/** Asks the person signed in for the password again, with the same waits as at sign-in. */
export type Reauthenticate = (
  password: string,
) => Promise<{ readonly account: Account; readonly vaultKey: SecretKey }>

/** @returns a use of one Argon2id run. It throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT. */
export function reauthenticate(deps: Needs): Reauthenticate {
  return async (typed) => {
    const account = deps.sessions.require()
    const counter = deps.counters.signIn(account)
    deps.transaction(() => deps.attempts.begin(counter))
    const vaultKey = await deps.wraps.open(account, normalizePassword(typed))
    // The session may have ended, by a reset say, while Argon2id ran.
    if (deps.sessions.require().id !== account.id) throw new DomainFailure('NOT_SIGNED_IN')
    if (vaultKey === null) {
      wrongPassword(deps, account)
      throw new DomainFailure('WRONG_PASSWORD')
    }
    deps.transaction(() => deps.attempts.succeeded(counter))
    return { account, vaultKey }
  }
}
