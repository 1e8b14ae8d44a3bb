import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StartProblem } from '@contract/models'
import Database from 'better-sqlite3'
import { latestVersion, migrate } from './migrate'

export type Db = Database.Database

/** 'LKEY': marks a file as ours (SQLite file format, offset 68). */
const applicationId = 0x4c4b4559
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

/**
 * Opens the account store, made and migrated as needed.
 *
 * @param file its folder is made, for the user alone (0700; the file 0600).
 * @throws StoreProblem DATABASE_NEWER, DATABASE_CORRUPT, DATA_FOLDER_UNUSABLE, DISK_FULL
 */
export function openDatabase(file: string): Db {
  prepareFolder(file)
  let db: Db | null = null
  try {
    db = new Database(file, { timeout: busyTimeoutMs })
    check(db, file)
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
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    const code = full ? 'DISK_FULL' : 'DATA_FOLDER_UNUSABLE'
    throw new StoreProblem({ code, path: folder }, { cause: error })
  }
}

/** Reads only: a file that is not ours, newer or damaged must stay as it is. */
function check(db: Db, file: string): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  const id = Number(db.pragma('application_id', { simple: true }))
  const empty = Number(db.pragma('schema_version', { simple: true })) === 0
  if (!empty && id !== applicationId) {
    throw new StoreProblem({ code: 'DATABASE_CORRUPT', path: file })
  }
  if (version > latestVersion) throw new StoreProblem({ code: 'DATABASE_NEWER', path: file })
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new StoreProblem({ code: 'DATABASE_CORRUPT', path: file })
  }
}

function asProblem(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const problem = (code: StartProblem['code']) => new StoreProblem({ code, path }, { cause: error })
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return problem('DATABASE_CORRUPT')
  if (/^SQLITE_FULL/.test(error.code)) return problem('DISK_FULL')
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/.test(error.code)) {
    return problem('DATA_FOLDER_UNUSABLE')
  }
  return error
}
