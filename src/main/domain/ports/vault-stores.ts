/** Entries and sealed vaults, at rest. */
import type { AccountId, EntryId, Sealed, VaultId } from '../ids'
import type { EntryRow, SealedVault } from '../model'

/** So many, from the one after this id on. */
export interface Page {
  readonly after: EntryId | null
  readonly limit: number
}

/** The entries at rest, and small sealed records beside them. */
export interface VaultStore {
  /** One by one, so that 100,000 need not lie in memory at once. */
  rows(vault: VaultId): IterableIterator<EntryRow>
  /** By id, a page of them or all. Touches no envelope. */
  revisions(vault: VaultId, page?: Page): readonly Pick<EntryRow, 'id' | 'revision'>[]
  /** By id, without the secret parts. */
  contents(vault: VaultId, page: Page): readonly Omit<EntryRow, 'secret'>[]
  /** By id, the secret parts alone. */
  secrets(vault: VaultId, page: Page): readonly Omit<EntryRow, 'content'>[]
  row(vault: VaultId, id: EntryId): EntryRow | null
  /** @returns null where there is no such row */
  revision(vault: VaultId, id: EntryId): number | null
  /** Inserts, or replaces the one with that id. */
  put(account: AccountId, vault: VaultId, row: EntryRow): void
  /** A place for many rows to wait in, so that writing them is short. */
  stage(): StagedEntries
  /** Those that are there. */
  delete(vault: VaultId, ids: readonly EntryId[]): void
  count(vault: VaultId): number
  record(vault: VaultId, name: string): Sealed | null
  recordNames(vault: VaultId): readonly string[]
  putRecord(account: AccountId, vault: VaultId, name: string, sealed: Sealed): void
  deleteRecord(vault: VaultId, name: string): void
}

/** Rows that wait for their transaction, in memory: a crash forgets them. */
export interface StagedEntries {
  put(row: EntryRow): void
  /**
   * Inserts or replaces all of them, within a transaction of the caller's.
   * @returns false, and writes nothing, where one does not follow the revision that is there
   */
  write(account: AccountId, vault: VaultId): boolean
  /** Not within a transaction: undone, it would keep them. */
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
