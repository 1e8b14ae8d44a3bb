import type { Deps } from '../deps'
import type { AccountId, SecretKey } from '../ids'
import type { Account } from '../model'

type Needs = Pick<Deps, 'accounts' | 'log' | 'sessions' | 'wraps'>

/** Begins the session of an account that its password has opened. Takes the key over. */
export type Enter = (id: AccountId, vaultKey: SecretKey, password: string) => void

export function enter(deps: Needs): Enter {
  return (id, vaultKey, password) => {
    deps.sessions.begin(id, vaultKey)
    const account = deps.accounts.byId(id)
    if (account && deps.wraps.outdated(account.kdf)) {
      // A copy: a Buffer's `slice` would be the session's own key.
      void upgrade(account, password, Uint8Array.from(vaultKey) as SecretKey)
    }
  }

  /**
   * Wraps again with today's parameters, after the answer: the person waits for one run only. The
   * generation stays, and with it all that is bound to it.
   */
  async function upgrade(account: Account, password: string, vaultKey: SecretKey): Promise<void> {
    try {
      const kdf = deps.wraps.fresh(account.kdf.salt)
      const passwordWrap = await deps.wraps.make(account, password, kdf, vaultKey)
      deps.accounts.setPassword(account.id, account.generation, { ...account, kdf, passwordWrap })
    } catch (error) {
      deps.log.error('password wrap could not be upgraded', error)
    } finally {
      vaultKey.fill(0)
    }
  }
}
