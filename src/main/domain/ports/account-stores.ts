import type { ActivityKind, Language, SecretProtection } from '@contract/models'
import type { AccountId, EmailAddress, EmailKey, Encrypted, RequestId, VaultId } from '../ids'
import type { Account, Activity, Limit, LinkPurpose, LinkRequest, Recovery } from '../model'

export interface AccountStore {
  any(): boolean
  byId(id: AccountId): Account | null
  /** All accounts with this address; at most one of them is confirmed. */
  byEmail(key: EmailKey): readonly Account[]
  /** The work of a `byEmail` that finds one, for an unknown address. */
  dummyLookup(): void
  insert(account: Account): void
  /** @returns false when the generation is no longer `from`. */
  setPassword(
    id: AccountId,
    from: number,
    next: Pick<Account, 'kdf' | 'passwordWrap' | 'generation' | 'passwordChangedAt'>,
  ): boolean
  setPendingEmail(id: AccountId, email: EmailAddress | null, deviceWrap: Encrypted | null): void
  /** For every account. */
  dropPendingEmails(): void
  /** Leaves the profile without an owner. */
  demoteOwner(): void
  /** Replaces the previous owner. */
  setOwner(id: AccountId): void
  /** Corrects an address that another program changed. It has to be confirmed again. */
  setEmail(id: AccountId, email: EmailAddress, key: EmailKey): void
  setLanguage(id: AccountId, language: Language): void
  setVaultId(id: AccountId, vault: VaultId): void
  setAccountRecord(id: AccountId, record: Encrypted | null): void
  setDeviceWrap(id: AccountId, wrap: Encrypted | null): void
  setRecovery(id: AccountId, recovery: Recovery | null): void
  /**
   * If the address is the pending one, its device wrap comes with it.
   * @returns false when another account has confirmed this address.
   */
  confirm(id: AccountId, email: EmailAddress, key: EmailKey, at: number): boolean
  delete(id: AccountId): void
}

export interface LinkRequestStore {
  byId(id: RequestId): LinkRequest | null
  /** Those of an account that are pending or sent, oldest first. */
  open(account: AccountId, purpose: LinkPurpose): readonly LinkRequest[]
  /** The work of an `open` that finds one, for an unknown address. */
  dummyLookup(): void
  /**
   * Counts a wrong code on every open one, and supersedes those that have had `most`.
   * @returns how many it was counted on, and how many of them were superseded
   */
  countAttempt(
    account: AccountId,
    purpose: LinkPurpose,
    most: number,
  ): { readonly counted: number; readonly usedUp: number }
  insert(request: LinkRequest): void
  setExpiry(id: RequestId, expiresAt: number): void
  /** Marks it sent and supersedes every older one of its purpose. */
  markSent(id: RequestId): void
  /** Of two callers, only one gets true. */
  use(id: RequestId): boolean
  supersede(id: RequestId): void
  /** Supersedes every open one of an account, or of all accounts. */
  supersedeAll(account: AccountId | null, purpose?: LinkPurpose): void
  /** Erases the address from those of an account that are no longer open. */
  forgetAddress(account: AccountId, purpose: LinkPurpose): void
  /** Not the open ones, which the row MAC covers; an account has one per purpose until the next. */
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

/** How much a person has been shown, as ids of the activity list. */
export interface NoticeMark {
  /** Everything up to here was shown and dismissed. */
  readonly seen: number
  /** Attempts up to here aren't shown: they happened while the person was there. */
  readonly quiet: number
}

export type NoticeRow = Pick<Activity, 'id' | 'kind' | 'at'>

export interface NoticeStore {
  /** Zeros for a new account. */
  mark(account: AccountId): NoticeMark
  setMark(account: AccountId, mark: NoticeMark): void
  /** The newest activity line of the account's own; 0: none. */
  newest(account: AccountId): number
  /** The account's own lines after one and up to another, oldest first. */
  between(account: AccountId, after: number, until: number): readonly NoticeRow[]
}
