import type { SecretKey } from '../ids'
import type { Cipher } from '../ports'
import { normalizePassword } from '../security/password-policy'
import type { PasswordWraps } from '../security/password-wrap'
import { recoveryWrap } from './contexts'
import { parseCode } from './recovery-code'
import type { VaultWraps, WaysIn } from './ways-in'

/** Opens a vault by what its person knows or holds. */
export function waysIn(deps: { cipher: Cipher; wraps: PasswordWraps }): WaysIn {
  function byCode(wraps: VaultWraps, typed: string): SecretKey | null {
    const code = parseCode(deps.cipher, typed)
    if (code === null || wraps.recoveryWrap === null) return null
    const context = recoveryWrap({ id: wraps.accountId, vaultId: wraps.vaultId })
    const vaultKey = deps.cipher.open(code, context, wraps.recoveryWrap)
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
