import type { AccountId, Encrypted, LinkToken, RequestId, SecretKey } from '../ids'
import type { KdfSettings, LinkPurpose } from '../model'

export interface Kdf {
  /** For new passwords, without a salt. */
  readonly defaults: Omit<KdfSettings, 'salt'>
  /** Argon2id, 32 bytes, off the main thread. */
  derive(password: string, settings: KdfSettings): Promise<SecretKey>
}

/**
 * What an envelope belongs to. `scope` selects the key (HKDF's info); `scope` and `item` together
 * are the associated data: an envelope that was moved or relabelled doesn't decrypt.
 */
export interface EnvelopeContext {
  readonly purpose:
    | 'password-wrap'
    | 'device-wrap'
    | 'recovery-wrap'
    | 'account-record'
    | 'entry-content'
    | 'entry-secret'
    | 'vault-record'
    | 'secret'
    | 'export'
  readonly scope: readonly (string | number)[]
  readonly item?: readonly (string | number)[]
}

/** For many envelopes of one purpose and scope: the key is derived only once. */
export interface BoundCipher {
  encrypt(item: readonly (string | number)[], plaintext: Uint8Array): Encrypted
  /** @returns null when the key, the item or a byte is wrong. */
  decrypt(item: readonly (string | number)[], envelope: Encrypted): Uint8Array | null
}

export interface Cipher {
  newKey(): SecretKey
  bind(key: SecretKey, context: Omit<EnvelopeContext, 'item'>): BoundCipher
  encrypt(key: SecretKey, context: EnvelopeContext, plaintext: Uint8Array): Encrypted
  /** @returns null when the key, the context or a byte is wrong. */
  decrypt(key: SecretKey, context: EnvelopeContext, envelope: Encrypted): SecretKey | null
  /** HMAC-SHA-256 as base64url. */
  mac(key: Uint8Array, text: string): string
  /** SHA-256. */
  digest(bytes: Uint8Array): Uint8Array
}

export interface LinkClaims {
  readonly purpose: LinkPurpose
  readonly accountId: AccountId
  readonly requestId: RequestId
  readonly generation: number
  /** Stands for the address the email went to (`linkAddress`); the link doesn't contain it. */
  readonly address: string
  /** Both in milliseconds, as whole seconds (a JWT counts seconds). */
  readonly issuedAt: number
  readonly expiresAt: number
}

export type Verified =
  | { readonly state: 'good' | 'expired'; readonly claims: LinkClaims }
  /** `early`: valid, but from the future by this computer's clock. */
  | { readonly state: 'invalid' | 'early' | 'key-lost' }

export interface LinkTokens {
  sign(claims: LinkClaims): Promise<LinkToken>
  /**
   * Never throws for a bad token, which is always `invalid`. `key-lost` only means that it names a
   * key of ours that is gone, whoever made the token.
   */
  verify(token: LinkToken, allowed: readonly LinkPurpose[], now: number): Promise<Verified>
}

/** The operating system's keychain. */
export interface Keychain {
  /** False where nothing really protects what is encrypted. */
  protects(): Promise<boolean>
  encrypt(bytes: Uint8Array): Promise<Uint8Array>
  /** @returns null when the keychain is gone or is a different one. */
  decrypt(encrypted: Uint8Array): Promise<Uint8Array | null>
}

export type WeakPattern = 'own_words' | 'common' | 'repeats' | 'sequence' | 'other'

export interface PasswordMeter {
  /** @param words the account's own words, lower case. */
  estimate(
    password: string,
    words: readonly string[],
  ): Promise<{ readonly score: 0 | 1 | 2 | 3 | 4; readonly weakest: WeakPattern }>
}

/** Time-based one-time passwords, RFC 6238. Addresses are `otpauth://totp/…`. */
export interface OneTimeCodes {
  /**
   * @param typed such an address, or a secret in base32; spaces and lower case are allowed
   * @returns the address in canonical form, or null if it can't be read
   */
  read(typed: string): string | null
  /** In base32, as other programs expect it. */
  secret(address: string): string
  /** @param now milliseconds since the Unix epoch, as `validUntil` is; `period` in seconds */
  code(
    address: string,
    now: number,
  ): { readonly code: string; readonly period: number; readonly validUntil: number }
}

/** The last row MAC, as it is remembered outside the database. */
export interface RowMacMark {
  /** The number of the commit it covers. */
  readonly at: number
  /** HMAC-SHA-256 under the key of the row MACs, base64url. */
  readonly mac: string
}

/**
 * A MAC over the rows that decide who gets in: open link requests with their attempts, addresses
 * waiting to be confirmed, and the owner's role. Each queued email has a MAC of its own.
 *
 * The key comes from the keychain. Until it is known, rows change as usual, and their earlier
 * values are noted for `holds`.
 */
export interface RowMac {
  /** The MAC is in place, and no other program has written since it was checked. */
  intact(): boolean
  /** Whether the rows match the last MAC under this key. Within a transaction. */
  holds(key: SecretKey): boolean
  /**
   * Makes the MAC of the current rows; each commit does so from then on. Within a transaction.
   *
   * @param mails which queued emails get a MAC: those queued in this run, or all
   */
  start(key: SecretKey, mails: 'of-this-run' | 'all'): void
}

/**
 * The state of the desktop's keyring, found out without requesting anything from it.
 * - `open`: it gives secrets without asking the person.
 * - `locked`: it would ask the person first, and block the caller until they answer.
 * - `silent`: it exists, or should, and doesn't answer.
 * - `absent`: there is none.
 */
export type KeyringState = 'open' | 'locked' | 'silent' | 'absent'

export interface Keyring {
  /** Answers within a few seconds, whatever the keyring does. */
  state(): Promise<KeyringState>
  /** Has the system ask the person to unlock it. Resolves once that has begun, not when it ends. */
  unlock(): Promise<void>
}
