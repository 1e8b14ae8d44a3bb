/** Stored entries and sealed vaults. */
import type { AccountId, Encrypted, EntryId, VaultId } from '../ids'
import type { EntryRow, SealedVault } from '../model'

/** `limit` rows, starting after this id. */
export interface Page {
  readonly after: EntryId | null
  readonly limit: number
}

/** The stored entries, and small encrypted records beside them. */
export interface VaultStore {
  /** One at a time, so that 100,000 needn't be in memory at once. */
  rows(vault: VaultId): IterableIterator<EntryRow>
  /** By id, one page or all. Reads no envelope. */
  revisions(vault: VaultId, page?: Page): readonly Pick<EntryRow, 'id' | 'revision'>[]
  /** By id, without the secret parts. */
  contents(vault: VaultId, page: Page): readonly Omit<EntryRow, 'secret'>[]
  /** By id, only the secret parts. */
  secrets(vault: VaultId, page: Page): readonly Omit<EntryRow, 'content'>[]
  row(vault: VaultId, id: EntryId): EntryRow | null
  /** @returns null if there is no such row */
  revision(vault: VaultId, id: EntryId): number | null
  /** Inserts, or replaces the one with that id. */
  put(account: AccountId, vault: VaultId, row: EntryRow): void
  /** Stages many rows, so that writing them takes little time. */
  stage(): StagedEntries
  /** Ids without a row are ignored. */
  delete(vault: VaultId, ids: readonly EntryId[]): void
  count(vault: VaultId): number
  record(vault: VaultId, name: string): Encrypted | null
  recordNames(vault: VaultId): readonly string[]
  putRecord(account: AccountId, vault: VaultId, name: string, envelope: Encrypted): void
  deleteRecord(vault: VaultId, name: string): void
}

/** Rows staged for a transaction, in memory: a crash loses them. */
export interface StagedEntries {
  put(row: EntryRow): void
  /**
   * Inserts or replaces all of them. The caller opens the transaction.
   * @returns false, having written nothing, if a row doesn't follow the stored revision
   */
  write(account: AccountId, vault: VaultId): boolean
  /** Not within a transaction: a rollback would bring them back. */
  drop(): void
}

export interface SealedVaultStore {
  /** Newest first. */
  list(account: AccountId): readonly SealedVault[]
  byId(vault: VaultId): SealedVault | null
  insert(sealed: SealedVault): void
  /** With all its entries and records. */
  delete(vault: VaultId): void
}
