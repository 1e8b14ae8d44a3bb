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

/**
 * Asks the person signed in for the password again, with waits as long as at sign-in, counted for the
 * account. The vault key is the caller's to wipe.
 */
export type Reauthenticate = (
  password: string,
) => Promise<{ readonly account: Account; readonly vaultKey: SecretKey }>

/** @returns a use of one Argon2id run. It throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT. */
export function reauthenticate(deps: Needs): Reauthenticate {
  return async (typed) => {
    const account = deps.sessions.require()
    const check = deps.sessions.watch()
    const counter = deps.counters.password(account)
    deps.transaction(() => deps.attempts.begin(counter))
    const vaultKey = await deps.wraps.open(account, normalizePassword(typed))
    try {
      // The session may have ended, by a lock or a reset say, while Argon2id ran.
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
