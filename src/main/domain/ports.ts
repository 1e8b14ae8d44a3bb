/** What the rules need from outside, as interfaces. Adapters implement them; tests fake them. */
import type { ActivityKind, SecretProtection } from '@contract/models'
import type {
  AccountId,
  EmailAddress,
  EmailKey,
  LinkToken,
  RequestId,
  Sealed,
  SecretKey,
} from './ids'
import type {
  Account,
  Activity,
  KdfSettings,
  Limit,
  LinkPurpose,
  LinkRequest,
  OutboxJob,
} from './model'

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export interface Random {
  bytes(length: number): Uint8Array
  /** 16 bytes as 22 characters of base64url. */
  id(): string
}

/** Runs `work` as one SQLite transaction; nested calls join the outer one. */
export type Transaction = <T>(work: () => T) => T

export interface Kdf {
  /** For new passwords, without a salt. */
  readonly defaults: Omit<KdfSettings, 'salt'>
  /** Argon2id, 32 bytes, off the main thread. */
  derive(password: string, settings: KdfSettings): Promise<SecretKey>
}

/** What an envelope belongs to: bound as associated data, so that a moved one does not open. */
export interface SealContext {
  readonly purpose: 'password-wrap'
  readonly accountId: AccountId
  readonly generation: number
}

export interface Cipher {
  newKey(): SecretKey
  seal(key: SecretKey, context: SealContext, plaintext: Uint8Array): Sealed
  /** @returns null when the key, the context or a byte is wrong. */
  open(key: SecretKey, context: SealContext, sealed: Sealed): SecretKey | null
  /** HMAC-SHA-256 as base64url. */
  mac(key: Uint8Array, text: string): string
}

export interface LinkClaims {
  readonly purpose: LinkPurpose
  readonly accountId: AccountId
  readonly requestId: RequestId
  readonly generation: number
  /** Both in milliseconds, whole seconds (a JWT counts seconds). */
  readonly issuedAt: number
  readonly expiresAt: number
}

export type Verified =
  | { readonly state: 'good' | 'expired'; readonly claims: LinkClaims }
  | { readonly state: 'invalid' }

export interface LinkTokens {
  sign(claims: LinkClaims): Promise<LinkToken>
  /** Never throws for a bad token: whatever is wrong with it, it is `invalid`. */
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

export interface AccountStore {
  any(): boolean
  byId(id: AccountId): Account | null
  /** All with that address; at most one of them confirmed. */
  byEmail(key: EmailKey): readonly Account[]
  insert(account: Account): void
  /** @returns false when the generation is no longer `from`. */
  setPassword(
    id: AccountId,
    from: number,
    next: Pick<Account, 'kdf' | 'passwordWrap' | 'generation' | 'passwordChangedAt'>,
  ): boolean
  setPendingEmail(id: AccountId, email: EmailAddress | null): void
  /** @returns false when another account has confirmed this address. */
  confirm(id: AccountId, email: EmailAddress, key: EmailKey, at: number): boolean
  delete(id: AccountId): void
}

export interface LinkRequestStore {
  byId(id: RequestId): LinkRequest | null
  insert(request: LinkRequest): void
  setExpiry(id: RequestId, expiresAt: number): void
  /** Marks it sent and supersedes every older one of its purpose. */
  markSent(id: RequestId): void
  /** Of two callers one gets true. */
  use(id: RequestId): boolean
  supersede(id: RequestId): void
  /** Every open one of an account, or of all accounts. */
  supersedeAll(account: AccountId | null, purpose?: LinkPurpose): void
  pruneBefore(createdAt: number): void
}

export interface OutboxStore {
  /** Does nothing when a job with the same key waits. */
  add(job: Omit<OutboxJob, 'id' | 'attempts' | 'requestId'>): void
  /** The one to be sent next, whether or not it is due. */
  next(): OutboxJob | null
  byDedupeKey(key: string): OutboxJob | null
  setRequest(id: number, request: RequestId): void
  postpone(id: number, attempts: number, nextAt: number): void
  /** Makes every job due. */
  hurry(now: number): void
  remove(id: number): void
}

export interface LimitStore {
  get(key: string): Limit | null
  put(key: string, limit: Limit): void
  delete(key: string): void
  pruneBefore(updatedAt: number): void
}

export interface ActivityStore {
  add(accountId: AccountId | null, kind: ActivityKind, at: number): void
  /** Newest first. */
  list(accountId: AccountId, withDevice: boolean, limit: number): readonly Activity[]
  prune(keepEach: number): void
}

export interface SettingStore {
  get(key: string): unknown
  set(key: string, value: unknown): void
  delete(key: string): void
}

export interface SecretStore {
  get(name: string): { readonly protection: SecretProtection; readonly value: Uint8Array } | null
  put(name: string, protection: SecretProtection, value: Uint8Array): void
  delete(name: string): void
  names(prefix: string): readonly string[]
}

export interface Log {
  /** Never given an argument, a token, a password or an address. */
  error(what: string, error?: unknown): void
}
