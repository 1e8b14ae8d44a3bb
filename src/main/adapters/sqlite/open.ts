import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { StartProblem } from '@contract/models'
import Database from 'better-sqlite3'
import { isVersion } from '../../domain/updates/version'
import { readBackupName } from './backup-name'
import { makeBackup } from './backup-work'
import { applicationId, latestVersion, migrate } from './migrate'

export type Db = Database.Database

const busyTimeoutMs = 5_000

/** Why the database cannot be used. The file has not been changed. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem'
  constructor(
    readonly problem: StartProblem,
    options?: ErrorOptions,
  ) {
    super(problem.code, options)
  }
}

/** Where the backups of a database lie. */
export const backupFolder = (file: string): string => join(dirname(file), 'backups')

/**
 * Opens the account store, made and migrated as needed; before a migration a backup is made.
 *
 * @param file its folder is made, for the user alone (0700; the file 0600).
 * @param now milliseconds since the Unix epoch, for the name of that backup
 * @throws StoreProblem DATABASE_NEWER, DATABASE_CORRUPT, DATA_FOLDER_UNUSABLE, DISK_FULL
 */
export function openDatabase(file: string, now = Date.now()): Db {
  prepareFolder(file)
  let db: Db | null = null
  try {
    if (isLost(file)) throw new StoreProblem({ code: 'DATABASE_CORRUPT', path: file, backup: null })
    const version = existsSync(file) ? checked(file) : 0
    db = new Database(file, { timeout: busyTimeoutMs })
    if (version > 0 && version < latestVersion) {
      makeBackup({ source: file, folder: backupFolder(file), reason: 'migration', at: now })
    }
    // FULL: a commit that was answered survives a power cut (SQLite pragma documentation).
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma(`application_id = ${applicationId}`)
    migrate(db)
    if (process.platform !== 'win32') chmodSync(file, 0o600)
    return db
  } catch (error) {
    db?.close()
    throw asProblem(error, file)
  }
}

function prepareFolder(file: string): void {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
  } catch (error) {
    throw asProblem(error, folder)
  }
}

/** Empty or not there, beside backups of it: a new one would only look like a good start. */
function isLost(file: string): boolean {
  if (existsSync(file) && statSync(file).size > 0) return false
  const folder = backupFolder(file)
  return existsSync(folder) && readdirSync(folder).some((name) => readBackupName(name) !== null)
}

/**
 * By a connection that cannot write: closing another one would move the write-ahead log into a file
 * that is damaged. Only where SQLite has to undo half a transaction first it needs to write.
 */
function checked(file: string): number {
  try {
    return checkedBy(file, { readonly: true })
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code === 'SQLITE_READONLY_ROLLBACK') return checkedBy(file, {})
    throw error
  }
}

function checkedBy(file: string, options: Database.Options): number {
  const db = new Database(file, { ...options, timeout: busyTimeoutMs })
  try {
    return check(db, file)
  } finally {
    db.close()
  }
}

/**
 * Reads only: a file that is not ours, newer or damaged must stay as it is.
 *
 * @returns its version; 0 for one without tables
 */
function check(db: Db, file: string): number {
  const version = Number(db.pragma('user_version', { simple: true }))
  const id = Number(db.pragma('application_id', { simple: true }))
  const empty = Number(db.pragma('schema_version', { simple: true })) === 0
  if (!empty && id !== applicationId) {
    throw new StoreProblem({ code: 'DATABASE_CORRUPT', path: file, backup: null })
  }
  if (version > latestVersion) {
    const problem = { code: 'DATABASE_NEWER', path: file, backup: null } as const
    const madeBy = lastUsedBy(db)
    throw new StoreProblem(madeBy === null ? problem : { ...problem, madeBy })
  }
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new StoreProblem({ code: 'DATABASE_CORRUPT', path: file, backup: null })
  }
  return empty ? 0 : version
}

/** Where this version wrote down its name; a newer one may keep it elsewhere. */
export const usedByKey = 'app.version'

function lastUsedBy(db: Db): string | null {
  try {
    const select = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
    const version: unknown = JSON.parse(select.get(usedByKey) ?? 'null')
    return typeof version === 'string' && isVersion(version) ? version : null
  } catch {
    return null
  }
}

/** Without room for a block or for another file; some file systems count no files. */
function isFull(folder: string): boolean {
  try {
    const { bavail, files, ffree } = statfsSync(folder)
    return bavail === 0 || (files > 0 && ffree === 0)
  } catch {
    return false
  }
}

/** Anything else that SQLite says of a file that opened is about what is in it. */
export function asProblem(error: unknown, path: string): unknown {
  const { code } = error as { code?: unknown }
  if (error instanceof StoreProblem || typeof code !== 'string') return error
  const problem = (code: StartProblem['code']) =>
    new StoreProblem({ code, path, backup: null }, { cause: error })
  // It makes room for what connections share (SHMSIZE), and files beside the database (CANTOPEN).
  const full = /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/.test(code)
  const maybe = /^SQLITE_(CANTOPEN|IOERR)/.test(code)
  if (full || (maybe && isFull(dirname(path)))) return problem('DISK_FULL')
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR|BUSY|LOCKED)/.test(code) || /^E[A-Z]+$/.test(code)) {
    return problem('DATA_FOLDER_UNUSABLE')
  }
  return code.startsWith('SQLITE_') ? problem('DATABASE_CORRUPT') : error
}
