import type { Deps } from '../deps'
import type { VaultId } from '../ids'
import type { Account } from '../model'

type Needs = Pick<Deps, 'accounts' | 'clock' | 'sealedVaults'>

/**
 * Gives an account an empty vault. What it had stays as it is, with every way in that it had; or
 * goes, where there was nothing in it. Within a transaction of the caller's.
 */
export function startEmpty(deps: Needs, account: Account, vaultId: VaultId, seal: boolean): void {
  if (seal) {
    deps.sealedVaults.insert({
      vaultId: account.vaultId,
      accountId: account.id,
      sealedAt: deps.clock.now(),
      email: account.email,
      generation: account.generation,
      passwordChangedAt: account.passwordChangedAt,
      kdf: account.kdf,
      passwordWrap: account.passwordWrap,
      recoveryWrap: account.recovery?.wrap ?? null,
      deviceWrap: account.deviceWrap,
    })
  } else {
    deps.sealedVaults.delete(account.vaultId)
  }
  deps.accounts.setVaultId(account.id, vaultId)
  deps.accounts.setRecovery(account.id, null)
}
