import type { ActivityKind, Language, Role } from '@contract/models'
import type { AccountId, EmailAddress, EmailKey, EntryId, RequestId, Sealed, VaultId } from './ids'

/** Argon2id's parameters, stored with what was made with them. */
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
  /** Raised by every change of the password; tokens and wraps are bound to it. */
  readonly generation: number
  readonly passwordChangedAt: number
  readonly kdf: KdfSettings
  /** The vault key under the password. */
  readonly passwordWrap: Sealed
  readonly pendingEmail: EmailAddress | null
  readonly vaultId: VaultId
  /**
   * Sealed under the vault key: what the row alone may not be trusted for (`crypto/account-record`).
   * Null in accounts of before there were vaults; made at the next sign-in.
   */
  readonly accountRecord: Sealed | null
  /** The vault key under this computer's key, for `email`: an e-mail reset keeps the vault. */
  readonly deviceWrap: Sealed | null
  /** The same for `pendingEmail`, made while the vault key was at hand. */
  readonly pendingDeviceWrap: Sealed | null
  readonly recovery: Recovery | null
  /** Mails to it are written in it. */
  readonly language: Language
}

/** The vault key under the recovery code. */
export interface Recovery {
  readonly wrap: Sealed
  readonly madeAt: number
  readonly provenAt: number | null
}

/** A vault that a reset could not open, with every way in that it had. */
export interface SealedVault {
  readonly vaultId: VaultId
  readonly accountId: AccountId
  readonly sealedAt: number
  /** As they were when it was sealed: its wraps are bound to them. */
  readonly email: EmailAddress
  readonly generation: number
  readonly passwordChangedAt: number
  readonly kdf: KdfSettings
  readonly passwordWrap: Sealed
  readonly recoveryWrap: Sealed | null
  readonly deviceWrap: Sealed | null
}

/** An entry at rest. Both parts are bound to account, vault, id and revision. */
export interface EntryRow {
  readonly id: EntryId
  /** Raised by every change. */
  readonly revision: number
  /** All that is listed and searched. */
  readonly content: Sealed
  /** The rest: opened only when it is shown or copied. */
  readonly secret: Sealed
}

export type LinkPurpose = 'reset' | 'confirm' | 'change-email'

/**
 * - `pending`: signed, perhaps handed over: a crash may have hidden the server's yes.
 * - `sent`: the server took it. Older ones of its purpose are superseded from then on.
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
  /** Wrong codes that were typed while it was open. */
  readonly tries: number
}

export interface Activity {
  readonly id: number
  readonly accountId: AccountId | null
  readonly kind: ActivityKind
  readonly at: number
}

/** One counter: of failures, or of the times of recent requests. */
export interface Limit {
  readonly count: number
  readonly blockedUntil: number
  readonly times: readonly number[]
  readonly updatedAt: number
}

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
