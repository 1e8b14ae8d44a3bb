import type { Deps } from '../deps'
import type { SecretKey, VaultId } from '../ids'
import type { Account } from '../model'
import { vaultBoxes } from '../vault/rows'

type Needs = Pick<Deps, 'cipher' | 'deviceWraps' | 'sealedVaults' | 'vault'>

export const sealedKeyName = (vault: VaultId) => `sealed-key/${vault}`

/**
 * Opens the account's sealed vaults with this computer's key, should its keychain be back, and
 * keeps their keys in the vault. Only for a reset that came by mail: a row that somebody puts
 * among the sealed vaults opens to no one who has not proven its address.
 *
 * @param account as it will be @returns what writes them, within the transaction of the reset
 */
export async function rememberSealedKeys(
  deps: Needs,
  { id, email, vaultId }: Pick<Account, 'id' | 'email' | 'vaultId'>,
  vaultKey: SecretKey,
  mailed: boolean,
): Promise<() => void> {
  const boxes = vaultBoxes(deps.cipher, vaultKey, { accountId: id, vaultId })
  const found: { readonly name: string; readonly sealed: ReturnType<typeof boxes.sealRecord> }[] =
    []
  for (const vault of mailed ? deps.sealedVaults.list(id) : []) {
    const of = { id, vaultId: vault.vaultId, email, generation: vault.generation }
    const opened = await deps.deviceWraps.openAtAnyGeneration(vault.deviceWrap, of)
    if (opened === null) continue
    const name = sealedKeyName(vault.vaultId)
    found.push({ name, sealed: boxes.sealRecord(name, [...opened]) })
    opened.fill(0)
  }
  return () => {
    for (const { name, sealed } of found) deps.vault.putRecord(id, vaultId, name, sealed)
  }
}
