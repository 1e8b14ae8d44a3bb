import type { Deps } from '../deps'
import type { Reauthenticate } from './reauthenticate'
import type { Remembered } from './remembered'

type Needs = Pick<Deps, 'accounts' | 'sessions' | 'transaction'> & {
  readonly reauthenticate: Reauthenticate
  readonly remembered: Remembered
}

/**
 * Deletes the account of the person signed in, with everything that hangs on it (foreign keys
 * cascade). When the owner goes, the oldest account left becomes the owner.
 *
 * @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT
 */
export function deleteAccount(deps: Needs) {
  return async (input: { readonly password: string }): Promise<null> => {
    const { account, vaultKey } = await deps.reauthenticate(input.password)
    vaultKey.fill(0)
    deps.transaction(() => {
      deps.accounts.delete(account.id)
      deps.remembered.forget(account.email)
    })
    deps.sessions.end(account.id)
    return null
  }
}
