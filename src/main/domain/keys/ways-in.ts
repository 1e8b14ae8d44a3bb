import type { WayIn } from '@contract/channels'
import type { AccountId, EmailAddress, Sealed, SecretKey, VaultId } from '../ids'
import type { KdfSettings } from '../model'

/** Every way into one vault, as an account, a sealed vault, a backup or a copied folder has it. */
export interface VaultWraps {
  readonly accountId: AccountId
  readonly vaultId: VaultId
  readonly email: EmailAddress
  readonly generation: number
  readonly kdf: KdfSettings
  readonly passwordWrap: Sealed
  readonly recoveryWrap: Sealed | null
  readonly deviceWrap: Sealed | null
}

export interface WaysIn {
  /**
   * One Argon2id run with a password; none with a code.
   *
   * Never by this computer's key: it opens for whoever sits here, so a row or a file that somebody
   * put in place would do to read another's vault. It is used only for a reset whose mail proved
   * the address (`device-wraps`).
   * @returns the vault key, to be wiped by the caller; null when it does not open.
   */
  open(wraps: VaultWraps, by: WayIn): Promise<SecretKey | null>
}
