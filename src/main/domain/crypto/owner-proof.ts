import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { Cipher, Log, SettingStore } from '../ports'
import { isKeychainLocked } from './keychain-lock'
import type { Secrets } from './secrets'

type Of = Pick<Account, 'id'>

export type OwnerProof = ReturnType<typeof ownerProof>

/**
 * Proves with a key from the keychain which vault is the owner's. Someone who edits the file can
 * write a role into a row, and anything under a vault key of their own, but not this. It gives the
 * role back after a row MAC mismatch (`tamper-check`). An older proof names the same owner, since
 * the role passes on only when that account is deleted.
 */
export function ownerProof(deps: {
  readonly cipher: Pick<Cipher, 'mac'>
  readonly log: Log
  readonly secrets: Pick<Secrets, 'rowMacKey'>
  readonly settings: SettingStore
}) {
  const { cipher, settings } = deps

  /** @returns null without a keychain, or while its keyring is locked */
  async function proofOf({ id }: Of, vaultKey: SecretKey) {
    try {
      const vault = cipher.mac(vaultKey, 'owner/v1')
      const found = await deps.secrets.rowMacKey()
      if (found === null) return null
      // One for each keychain: if a former keychain comes back, its proof still holds.
      const name = `owner.proof/${cipher.mac(found.key, 'owner-proof-name/v1')}`
      return { name, mac: cipher.mac(found.key, `owner/v1/${id}/${vault}`) }
    } catch (error) {
      if (!isKeychainLocked(error)) deps.log.error('owner proof', error)
      return null
    }
  }

  return {
    /**
     * For an owner whose row is covered by a row MAC. Never fails: without a keychain, nothing can be
     * proven.
     */
    async keep(account: Of, vaultKey: SecretKey): Promise<void> {
      const proof = await proofOf(account, vaultKey)
      if (proof === null || settings.get(proof.name) === proof.mac) return
      try {
        settings.set(proof.name, proof.mac)
      } catch (error) {
        // A full disk, for instance: the next sign-in tries again.
        deps.log.error('owner proof', error)
      }
    },
    async holds(account: Of, vaultKey: SecretKey): Promise<boolean> {
      const proof = await proofOf(account, vaultKey)
      return proof !== null && settings.get(proof.name) === proof.mac
    },
  }
}
