/** What backups need from outside: files that hold the whole database as it was. */
import type { BackupView } from '@contract/safety-models'
import type { AccountId, EntryId, VaultId } from '../ids'
import type { EntryRow, VaultWraps } from '../model'
export type BackupReason = BackupView['reason']

/** As its name tells it; nothing has been read. */
export interface BackupFile {
  readonly id: string
  /** Milliseconds since the Unix epoch, whole seconds, by the clock of then. */
  readonly at: number
  readonly bytes: number
  readonly reason: BackupReason
}

/** What a backup holds of one account. */
export interface BackupFacts {
  /** Every byte is as it was when the backup was made and verified. */
  readonly good: boolean
  /** Null: the account is not in it, or it cannot be read. */
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
   * A copy of the database as it is now; it gets its name once it was read through and found good.
   * @throws an error with a `code` of SQLite's or the system's: disk full, folder not usable
   */
  make(reason: BackupReason, at: number): Promise<BackupFile>
  /** Reads every byte of it. @throws DomainFailure BACKUP_GONE */
  facts(id: string, account: AccountId): Promise<BackupFacts>
  /** @throws DomainFailure BACKUP_GONE, BACKUP_DAMAGED */
  open(id: string): Promise<OpenBackup>
  remove(id: string): Promise<void>
  /** Bytes: of the database with its log, and free on its disk. */
  room(): Promise<{ readonly database: number; readonly free: number }>
}

/** A backup being read. It must be closed. */
export interface OpenBackup {
  /** The ways into the vault that the account had then. Null: the account is not in it. */
  wraps(account: AccountId): VaultWraps | null
  /** By id, from the one after `after` on. */
  rows(vault: VaultId, page: { readonly after: EntryId | null; readonly limit: number }): EntryRow[]
  close(): void
}
