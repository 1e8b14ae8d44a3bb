/** What backups need from outside: files that hold the whole database at one time. */
import type { BackupView } from '@contract/safety-models'
import type { AccountId, EntryId, VaultId } from '../ids'
import type { EntryRow, VaultWraps } from '../model'
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
