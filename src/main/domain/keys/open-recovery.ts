import type { Deps } from '../deps'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import { openRecord, recoveryAltered } from './account-record'
import { recoveryWrap } from './contexts'

/**
 * Opens the vault of an account by its recovery code. The code of a wrap that was put back, of
 * before it was replaced, opens nothing.
 *
 * @returns the vault key, to be wiped by the caller
 */
export function openRecovery(
  deps: Pick<Deps, 'cipher' | 'vault'>,
  account: Account,
  code: SecretKey,
): SecretKey | null {
  const { recovery } = account
  const vaultKey = recovery && deps.cipher.open(code, recoveryWrap(account), recovery.wrap)
  if (vaultKey === null) return null
  const record = openRecord(deps, vaultKey, account)
  if (!recoveryAltered(deps.cipher, vaultKey, account, record)) return vaultKey
  vaultKey.fill(0)
  return null
}
