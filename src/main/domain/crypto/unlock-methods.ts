import type { UnlockMethod } from '@contract/channels'
import type { SecretKey } from '../ids'
import type { Account, VaultWraps } from '../model'
import type { Cipher, Ports } from '../ports'
import { readRecord, recoveryAltered } from './account-record'
import { recoveryWrap } from './contexts'
import { normalizePassword } from './password-policy'
import type { PasswordWraps } from './password-wrap'
import { parseCode } from './recovery-code'

export interface UnlockMethods {
  /**
   * One Argon2id run with a password; none with a code.
   *
   * Never uses this computer's key: it works for anyone who sits here, so putting a row or a file
   * in place would be enough to read another person's vault. It is used only for a reset whose
   * email proved the address (`device-wraps`).
   * @returns the vault key, to be wiped by the caller; null if it doesn't open
   */
  open(wraps: VaultWraps, by: UnlockMethod): Promise<SecretKey | null>
}

/** Opens a vault with something that its person knows or has. */
export function unlockMethods(deps: { cipher: Cipher; wraps: PasswordWraps }): UnlockMethods {
  function byCode(wraps: VaultWraps, typed: string): SecretKey | null {
    const code = parseCode(deps.cipher, typed)
    if (code === null || wraps.recoveryWrap === null) return null
    const context = recoveryWrap({ id: wraps.accountId, vaultId: wraps.vaultId })
    const vaultKey = deps.cipher.decrypt(code, context, wraps.recoveryWrap)
    code.fill(0)
    return vaultKey
  }

  return {
    async open(wraps, by) {
      if (by.kind === 'code') return byCode(wraps, by.code)
      if (by.kind === 'device') return null
      const account = { ...wraps, id: wraps.accountId }
      return deps.wraps.openAtAnyGeneration(account, normalizePassword(by.password))
    },
  }
}

/**
 * Opens the vault of an account with its recovery code. If an earlier wrap was put back, its code
 * opens nothing.
 *
 * @returns the vault key, to be wiped by the caller
 */
export function openRecovery(
  deps: Pick<Ports, 'cipher' | 'vaultRows'>,
  account: Account,
  code: SecretKey,
): SecretKey | null {
  const { recovery } = account
  const vaultKey = recovery && deps.cipher.decrypt(code, recoveryWrap(account), recovery.wrap)
  if (vaultKey === null) return null
  const record = readRecord(deps, vaultKey, account)
  if (!recoveryAltered(deps.cipher, vaultKey, account, record)) return vaultKey
  vaultKey.fill(0)
  return null
}
