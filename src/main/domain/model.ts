import type { ActivityKind, Language, Role } from '@contract/models'
import type {
  AccountId,
  EmailAddress,
  EmailKey,
  Encrypted,
  EntryId,
  RequestId,
  VaultId,
} from './ids'

/** Argon2id's parameters, stored with what they produced. */
export interface KdfSettings {
  /** KiB. */
  readonly memory: number
  readonly passes: number
  readonly lanes: number
  /** 16 bytes. */
  readonly salt: Uint8Array
}

export interface Account {
  readonly id: AccountId
  readonly email: EmailAddress
  readonly emailKey: EmailKey
  readonly role: Role
  readonly createdAt: number
  readonly confirmedAt: number | null
  /** Goes up with every new password; tokens and wraps are bound to it. */
  readonly generation: number
  readonly passwordChangedAt: number
  readonly kdf: KdfSettings
  /** The vault key encrypted under the password. */
  readonly passwordWrap: Encrypted
  readonly pendingEmail: EmailAddress | null
  readonly vaultId: VaultId
  /**
   * Encrypted under the vault key: what the row alone can't be trusted for
   * (`crypto/account-record`). Null in accounts from before vaults existed; made at the next
   * sign-in.
   */
  readonly accountRecord: Encrypted | null
  /** The vault key encrypted under this computer's key, for `email`: a reset by email keeps the vault. */
  readonly deviceWrap: Encrypted | null
  /** The same for `pendingEmail`, made while the vault key was at hand. */
  readonly pendingDeviceWrap: Encrypted | null
  readonly recovery: Recovery | null
  /** The language of emails to the account. */
  readonly language: Language
}

/** The vault key encrypted under the recovery code. */
export interface Recovery {
  readonly wrap: Encrypted
  readonly madeAt: number
  readonly provenAt: number | null
}

/** A vault that a reset couldn't open, with all its wraps. */
export interface SealedVault {
  readonly vaultId: VaultId
  readonly accountId: AccountId
  readonly sealedAt: number
  /** As they were when it was sealed: its wraps are bound to them. */
  readonly email: EmailAddress
  readonly generation: number
  readonly passwordChangedAt: number
  readonly kdf: KdfSettings
  readonly passwordWrap: Encrypted
  readonly recoveryWrap: Encrypted | null
  readonly deviceWrap: Encrypted | null
}

/** An entry as it is stored. Both parts are bound to account, vault, id and revision. */
export interface EntryRow {
  readonly id: EntryId
  /** Goes up with every change. */
  readonly revision: number
  /** Everything that is listed and searched. */
  readonly content: Encrypted
  /** The rest, decrypted only when it is shown or copied. */
  readonly secret: Encrypted
}

export type LinkPurpose = 'reset' | 'confirm' | 'change-email'

/**
 * - `pending`: signed, and perhaps sent: a crash may have lost the server's acceptance.
 * - `sent`: the server accepted it. This supersedes older ones of its purpose.
 */
export type RequestState = 'pending' | 'sent' | 'used' | 'superseded'

export interface LinkRequest {
  readonly id: RequestId
  readonly accountId: AccountId
  readonly purpose: LinkPurpose
  /** The address that the link proves. */
  readonly emailKey: EmailKey
  readonly generation: number
  readonly state: RequestState
  readonly createdAt: number
  readonly expiresAt: number
  /** Wrong codes typed while it was open. */
  readonly attempts: number
}

export interface Activity {
  readonly id: number
  readonly accountId: AccountId | null
  readonly kind: ActivityKind
  readonly at: number
}

/** One counter, of failed attempts or of the times of recent requests. */
export interface Limit {
  readonly count: number
  readonly blockedUntil: number
  readonly times: readonly number[]
  readonly updatedAt: number
}

/** All wraps of one vault, as an account, a sealed vault, a backup or a copied folder has them. */
export interface VaultWraps {
  readonly accountId: AccountId
  readonly vaultId: VaultId
  readonly email: EmailAddress
  readonly generation: number
  readonly kdf: KdfSettings
  readonly passwordWrap: Encrypted
  readonly recoveryWrap: Encrypted | null
  readonly deviceWrap: Encrypted | null
}
