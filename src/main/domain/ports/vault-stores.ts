/** Stored entries and sealed vaults. */
import type { BackupView } from '@contract/safety-models'
import type { AccountId, Encrypted, EntryId, VaultId } from '../ids'
import type { EntryRow, SealedVault, VaultWraps } from '../model'

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

/** What backups need from outside: files that hold the whole database at one time. */
export type BackupReason = BackupView['reason']

/** Known from the file's name; nothing has been read. */
export interface BackupFile {
  readonly id: string
  /** Milliseconds since the Unix epoch, in whole seconds, by the clock at that time. */
  readonly at: number
  readonly bytes: number
  readonly reason: BackupReason
}

/** What a backup holds of one account. */
export interface BackupFacts {
  /** Every byte is unchanged since the backup was made and verified. */
  readonly good: boolean
  /** null: the account is not in it, or it can't be read. */
  readonly vault: {
    readonly id: VaultId
    readonly entries: number
    readonly generation: number
    readonly passwordChangedAt: number
    readonly hasCode: boolean
  } | null
}

export interface BackupStore {
  /** Newest first. */
  list(): Promise<readonly BackupFile[]>
  /**
   * Copies the current database; the copy gets its name once it has been read through and verified.
   * @throws an error with a `code` from SQLite or the system: disk full, folder not usable
   */
  make(reason: BackupReason, at: number): Promise<BackupFile>
  /** Reads every byte of it. @throws DomainFailure BACKUP_GONE */
  facts(id: string, account: AccountId): Promise<BackupFacts>
  /** @throws DomainFailure BACKUP_GONE, BACKUP_DAMAGED */
  open(id: string): Promise<OpenBackup>
  remove(id: string): Promise<void>
  /** In bytes: the database with its log, and the free space on its disk. */
  room(): Promise<{ readonly database: number; readonly free: number }>
}

/** A backup being read. The caller must close it. */
export interface OpenBackup {
  /** The account's unlock methods at that time. null: the account is not in it. */
  wraps(account: AccountId): VaultWraps | null
  /** By id, starting after `after`. */
  rows(vault: VaultId, page: { readonly after: EntryId | null; readonly limit: number }): EntryRow[]
  close(): void
}
