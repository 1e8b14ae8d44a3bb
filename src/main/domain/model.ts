import type { ActivityKind, Role } from '@contract/models'
import type { AccountId, EmailAddress, EmailKey, RequestId, Sealed } from './ids'
import type { MailKind } from './mail/mail'

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
}

/** A mail to be sent. No token, no code: those are made when it is sent. */
export interface OutboxJob {
  readonly id: number
  readonly kind: Exclude<MailKind, 'test'>
  /** Null: whose it is will be looked up when it is sent, so that asking tells nothing. */
  readonly accountId: AccountId | null
  readonly email: EmailAddress
  /** Facts for the text of a notice. */
  readonly facts: { readonly byReset?: boolean; readonly maskedNewEmail?: string }
  /** One waiting job a key; a second is dropped. */
  readonly dedupeKey: string
  readonly requestId: RequestId | null
  readonly messageId: string
  readonly createdAt: number
  readonly attempts: number
  readonly nextAt: number
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
