import type { ActivityKind, Language, SecretProtection } from '@contract/models'
import type { AccountId, EmailAddress, EmailKey, RequestId, Sealed, VaultId } from '../ids'
import type { Account, Activity, Limit, LinkPurpose, LinkRequest, Recovery } from '../model'

export interface AccountStore {
  any(): boolean
  byId(id: AccountId): Account | null
  /** All with that address; at most one of them confirmed. */
  byEmail(key: EmailKey): readonly Account[]
  /** The work of a `byEmail` that finds one, for an address that finds none. */
  dummyLookup(): void
  insert(account: Account): void
  /** @returns false when the generation is no longer `from`. */
  setPassword(
    id: AccountId,
    from: number,
    next: Pick<Account, 'kdf' | 'passwordWrap' | 'generation' | 'passwordChangedAt'>,
  ): boolean
  setPendingEmail(id: AccountId, email: EmailAddress | null, deviceWrap: Sealed | null): void
  /** Of every account. */
  dropPendingEmails(): void
  /** No one is the owner from then on. */
  demoteOwner(): void
  /** In place of whoever was. */
  setOwner(id: AccountId): void
  /** Puts an address right that was changed from outside. It has to be proven again. */
  setEmail(id: AccountId, email: EmailAddress, key: EmailKey): void
  setLanguage(id: AccountId, language: Language): void
  setVaultId(id: AccountId, vault: VaultId): void
  setAccountRecord(id: AccountId, record: Sealed | null): void
  setDeviceWrap(id: AccountId, wrap: Sealed | null): void
  setRecovery(id: AccountId, recovery: Recovery | null): void
  /**
   * When the address is the pending one, its device wrap comes with it.
   * @returns false when another account has confirmed this address.
   */
  confirm(id: AccountId, email: EmailAddress, key: EmailKey, at: number): boolean
  delete(id: AccountId): void
}

export interface LinkRequestStore {
  byId(id: RequestId): LinkRequest | null
  /** Those of an account that are pending or sent, the oldest first. */
  open(account: AccountId, purpose: LinkPurpose): readonly LinkRequest[]
  /** The work of an `open` that finds one, for an address that finds none. */
  dummyLookup(): void
  /**
   * Counts a wrong code on every open one, and supersedes those that have had `most`.
   * @returns how many it was counted on, and how many of them were superseded
   */
  countTry(
    account: AccountId,
    purpose: LinkPurpose,
    most: number,
  ): { readonly counted: number; readonly usedUp: number }
  insert(request: LinkRequest): void
  setExpiry(id: RequestId, expiresAt: number): void
  /** Marks it sent and supersedes every older one of its purpose. */
  markSent(id: RequestId): void
  /** Of two callers one gets true. */
  use(id: RequestId): boolean
  supersede(id: RequestId): void
  /** Every open one of an account, or of all accounts. */
  supersedeAll(account: AccountId | null, purpose?: LinkPurpose): void
  /** Those of an account that are no longer open say no address any more. */
  forgetAddress(account: AccountId, purpose: LinkPurpose): void
  /** Not the open ones, which are under seal; an account has one of a purpose, and the next ends it. */
  pruneBefore(createdAt: number): void
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

/** How far a person has been told; ids of the activity list. */
export interface NoticeMark {
  /** Up to here all was shown and put away. */
  readonly seen: number
  /** Tries up to here are not worth a word: they happened while the person was there. */
  readonly quiet: number
}

export type NoticeRow = Pick<Activity, 'id' | 'kind' | 'at'>

export interface NoticeStore {
  /** Zeros for a new account. */
  mark(account: AccountId): NoticeMark
  setMark(account: AccountId, mark: NoticeMark): void
  /** The newest line of the account's own activity; 0: none. */
  newest(account: AccountId): number
  /** Its own lines after one and up to another, oldest first. */
  between(account: AccountId, after: number, until: number): readonly NoticeRow[]
}
