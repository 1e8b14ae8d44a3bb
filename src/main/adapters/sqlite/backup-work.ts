/**
 * Slow work on whole files: making and checking backups, reading a large database before it is opened,
 * emptying its log. All of it blocks, so `workers/backups` does it on a thread of its own.
 */
import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { AccountId } from '../../domain/ids'
import type { BackupFacts, BackupReason } from '../../domain/ports/vault-stores'
import { isWhole, openForReading } from './backup-read'
import { type Checkpointed, type CheckpointTask, checkpoint } from './checkpoint'
import { backupName, digestOf, flushFile, flushFolder } from './files'
import { type Inspection, inspect } from './inspect'

export interface MakeTask {
  readonly source: string
  readonly folder: string
  readonly reason: BackupReason
  readonly at: number
}

export interface CheckTask {
  readonly path: string
  readonly digest: string
  readonly account: AccountId | null
  /** Has SQLite read every page, in addition to comparing the digest. */
  readonly whole: boolean
}

/** Works the same on any thread. Errors carry a `code` from SQLite or the system. */
export interface BackupWork {
  /** @returns the name of the backup */
  make(task: MakeTask): Promise<string>
  check(task: CheckTask): Promise<BackupFacts>
  /** @throws StoreProblem */
  inspect(file: string): Promise<Inspection>
  checkpoint(task: CheckpointTask): Promise<Checkpointed>
}

/** The copy isn't intact: the database itself may be damaged. */
class BadCopy extends Error {
  override readonly name = 'BadCopy'
  readonly code = 'SQLITE_CORRUPT'
}

/**
 * Copies a database that may be in use, verifies the copy, and only then gives it its name. Deleted data
 * isn't in the copy, because all pages are written anew.
 */
export function makeBackup({ source, folder, reason, at }: MakeTask): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const partial = join(folder, 'unfinished.partial')
  rmSync(partial, { force: true })
  try {
    // SQLite writes into this empty file, so its permissions are never wider.
    closeSync(openSync(partial, 'wx', 0o600))
    copyInto(source, partial)
    if (!isWhole(partial)) throw new BadCopy('the copy of the database is not in order')
    flushFile(partial)
    const digest = shortDigestOf(partial)
    const name = backupName(at, reason, digest)
    renameSync(partial, join(folder, name))
    flushFolder(folder)
    return name
  } finally {
    rmSync(partial, { force: true })
  }
}

function copyInto(source: string, target: string): void {
  const db = new Database(source, { readonly: true, timeout: 5_000 })
  try {
    db.prepare('VACUUM INTO ?').run(target)
  } finally {
    db.close()
  }
}

/** @throws what the system says of a file that cannot be read */
export function checkBackup({ path, digest, account, whole }: CheckTask): BackupFacts {
  if (shortDigestOf(path) !== digest || (whole && !isWhole(path)))
    return { good: false, vault: null }
  try {
    return { good: true, vault: account && vaultOf(path, account) }
  } catch {
    return { good: false, vault: null } // of another version, for example
  }
}

/** SQLite returns booleans as numbers. */
type VaultThen = Omit<NonNullable<BackupFacts['vault']>, 'hasCode'> & { readonly hasCode: 0 | 1 }

function vaultOf(path: string, account: AccountId): BackupFacts['vault'] {
  const db = openForReading(path)
  try {
    const found = db
      .prepare<[string], VaultThen>(`
          SELECT vault_id AS id, generation, password_changed_at AS passwordChangedAt,
            recovery_wrap IS NOT NULL AS hasCode,
            (SELECT count(*) FROM vault_entry WHERE vault_entry.vault_id = account.vault_id)
              AS entries
          FROM account WHERE id = ?`)
      .get(account)
    return found ? { ...found, hasCode: Boolean(found.hasCode) } : null
  } finally {
    db.close()
  }
}

/** The first 64 bits, in hex: enough to detect damage, but no protection against tampering. */
const shortDigestOf = (path: string) => digestOf(path).slice(0, 16)

/** On the calling thread: for tests and programs without a window. */
export const blockingBackupWork: BackupWork = {
  make: async (task) => makeBackup(task),
  check: async (task) => checkBackup(task),
  inspect: async (file) => inspect(file),
  checkpoint: async (task) => checkpoint(task),
}
