import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { SecretKey } from '../ids'
import { settle } from './settle'

/**
 * What a sign-in looks after and could not, as the keyring was locked: this computer's wrap of the
 * vault key of the person signed in. Does nothing for nobody, and never fails.
 */
export function rewrapSession(deps: Deps): () => Promise<void> {
  const settled = settle(deps)
  return async () => {
    const account = deps.sessions.account()
    // Without a record it is one of before there were vaults: its sign-in sees to it.
    if (account === null || account.accountRecord === null) return
    const vaultKey = Uint8Array.from(deps.sessions.vaultKey()) as SecretKey
    try {
      const { write } = await settled(account, vaultKey, '')
      deps.transaction(() => {
        const now = deps.accounts.byId(account.id)
        const same =
          now?.generation === account.generation && now.pendingEmail === account.pendingEmail
        if (same) write()
      })
    } catch (error) {
      if (!(error instanceof DomainFailure)) deps.log.error('device key', error)
    } finally {
      vaultKey.fill(0)
    }
  }
}
