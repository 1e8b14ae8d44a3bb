import type { AccountId, LinkToken, RequestId, Sealed, SecretKey } from '../ids'
import type { KdfSettings, LinkPurpose } from '../model'

export interface Kdf {
  /** For new passwords, without a salt. */
  readonly defaults: Omit<KdfSettings, 'salt'>
  /** Argon2id, 32 bytes, off the main thread. */
  derive(password: string, settings: KdfSettings): Promise<SecretKey>
}

/**
 * What an envelope belongs to. `scope` chooses the key (HKDF's info), `scope` and `item` together
 * are the associated data: a moved or relabelled envelope does not open.
 */
export interface SealContext {
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

/** Many envelopes of one purpose and scope: the key is derived once. */
export interface Box {
  seal(item: readonly (string | number)[], plaintext: Uint8Array): Sealed
  /** @returns null when the key, the item or a byte is wrong. */
  open(item: readonly (string | number)[], sealed: Sealed): Uint8Array | null
}

export interface Cipher {
  newKey(): SecretKey
  box(key: SecretKey, context: Omit<SealContext, 'item'>): Box
  seal(key: SecretKey, context: SealContext, plaintext: Uint8Array): Sealed
  /** @returns null when the key, the context or a byte is wrong. */
  open(key: SecretKey, context: SealContext, sealed: Sealed): SecretKey | null
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
  /** The address that the mail went to, as a mark of it (`linkAddress`): it is in no link. */
  readonly address: string
  /** Both in milliseconds, whole seconds (a JWT counts seconds). */
  readonly issuedAt: number
  readonly expiresAt: number
}

export type Verified =
  | { readonly state: 'good' | 'expired'; readonly claims: LinkClaims }
  /** `early`: nothing is wrong but that it is from ahead of the clock. */
  | { readonly state: 'invalid' | 'early' | 'key-lost' }

export interface LinkTokens {
  sign(claims: LinkClaims): Promise<LinkToken>
  /**
   * Never throws for a bad token: whatever is wrong with it, it is `invalid`. `key-lost` says only
   * that it names a key of our own that is gone, whoever made it.
   */
  verify(token: LinkToken, allowed: readonly LinkPurpose[], now: number): Promise<Verified>
}

/** The operating system's keychain. */
export interface Keychain {
  /** False where nothing really protects what is sealed. */
  protects(): Promise<boolean>
  seal(bytes: Uint8Array): Promise<Uint8Array>
  /** @returns null when the keychain is gone or is another one. */
  open(sealed: Uint8Array): Promise<Uint8Array | null>
}

export type WeakPattern = 'own_words' | 'common' | 'repeats' | 'sequence' | 'other'

export interface PasswordMeter {
  /** @param words the account's own words, lower case. */
  estimate(
    password: string,
    words: readonly string[],
  ): Promise<{ readonly score: 0 | 1 | 2 | 3 | 4; readonly weakest: WeakPattern }>
}

/** One-time passwords by time, RFC 6238. Addresses are `otpauth://totp/…`. */
export interface OneTimeCodes {
  /**
   * @param typed such an address, or a secret in base32, spaces and lower case allowed
   * @returns the address in its one form, or null for what cannot be read
   */
  read(typed: string): string | null
  /** In base32, as another program wants it. */
  secret(address: string): string
  /** @param now milliseconds since the Unix epoch, as `validUntil` is; `period` in seconds */
  code(
    address: string,
    now: number,
  ): { readonly code: string; readonly period: number; readonly validUntil: number }
}

/** The last seal, as it is remembered outside the database. */
export interface SealMark {
  /** The commit that was sealed. */
  readonly at: number
  /** HMAC-SHA-256 under the seal's key, base64url. */
  readonly mac: string
}

/**
 * The seal over the rows that decide who gets in: open link requests with their tries, addresses that wait
 * to be confirmed, and the owner's role. Each waiting mail has a MAC of its own.
 *
 * The key comes from the keychain. Until it is known, rows change as usual, and their earlier values
 * are noted for `holds`.
 */
export interface RowSeal {
  /** The rows are under seal, and no other program has written since that was checked. */
  intact(): boolean
  /** Whether the rows are the ones last sealed under this key. Within a transaction. */
  holds(key: SecretKey): boolean
  /**
   * Seals the rows as they are now; each commit does so from then on. Within a transaction.
   *
   * @param mails which waiting mails get a MAC: those queued in this run, or all
   */
  seal(key: SecretKey, mails: 'of-this-run' | 'all'): void
}

/**
 * How the desktop's keyring is, found out without asking it for anything.
 * - `open`: it gives what it is asked for, without asking the person.
 * - `locked`: it would ask the person first, and hold up whoever asks until they have answered.
 * - `silent`: it is there, or should be, and does not answer.
 * - `absent`: there is none.
 */
export type KeyringState = 'open' | 'locked' | 'silent' | 'absent'

export interface Keyring {
  /** Answers within a few seconds, whatever the keyring does. */
  state(): Promise<KeyringState>
  /** Has the system ask its person to unlock it. Done when that is under way, not when it is over. */
  unlock(): Promise<void>
}
