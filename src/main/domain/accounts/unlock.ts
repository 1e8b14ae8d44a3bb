import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import { normalizePassword } from '../security/password-policy'
import type { Enter } from './enter'
import type { Settle } from './settle'
import { wrongPassword } from './wrong-password'

type Needs = Pick<
  Deps,
  | 'accounts'
  | 'activity'
  | 'attempts'
  | 'clock'
  | 'clockGuard'
  | 'counters'
  | 'guesses'
  | 'sessions'
  | 'transaction'
  | 'wraps'
> & { readonly enter: Enter; readonly settle: Settle }

/**
 * Opens the locked session with its password: one Argon2id run. Its tries are the account's own
 * business: at the sign-in nothing of them shows.
 *
 * @throws DomainFailure NOT_SIGNED_IN when nothing is locked, WRONG_PASSWORD, WAIT, ACCOUNT_ALTERED
 */
export function unlock(deps: Needs) {
  return async ({ password: typed }: { readonly password: string }): Promise<null> => {
    const account = deps.sessions.locked()
    if (account === null) throw new DomainFailure('NOT_SIGNED_IN')
    const password = normalizePassword(typed)
    const counter = deps.counters.password(account)
    deps.transaction(() => deps.attempts.begin(counter))
    const opened = await deps.wraps.open(account, password)
    const settled = opened && (await deps.settle(account, opened, password))
    // It may have been given up, or ended by a reset, meanwhile.
    const locked = deps.sessions.locked()
    if (locked?.id !== account.id || locked.generation !== account.generation) {
      settled?.vaultKey.fill(0)
      throw new DomainFailure('NOT_SIGNED_IN')
    }
    if (settled === null) {
      wrongPassword(deps, account)
      throw new DomainFailure('WRONG_PASSWORD')
    }
    deps.transaction(() => {
      deps.attempts.clear(counter)
      settled.write()
      deps.activity.add(account.id, 'unlocked', deps.clock.now())
      deps.clockGuard.saw()
    })
    deps.enter(account.id, settled.vaultKey, password)
    return null
  }
}
