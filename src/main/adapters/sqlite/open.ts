import { chmodSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { applicationId, createSchema } from './schema'
import { asProblem } from './store-problem'
import type { Db } from './transaction'

const busyTimeoutMs = 5_000

/**
 * Opens the account store, and creates it if there is none.
 *
 * @param file its folder is made, for the user alone (0700; the file 0600).
 * @throws StoreProblem DATABASE_NEWER, DATABASE_OLDER, DATABASE_CORRUPT, DATA_FOLDER_UNUSABLE, DISK_FULL
 */
export function openDatabase(file: string): Db {
  let db: Db | null = null
  try {
    // What a recovery left that was cut short.
    for (const ending of ['', '-journal']) rmSync(`${file}.recovering${ending}`, { force: true })
    db = new Database(file, { timeout: busyTimeoutMs })
    // FULL: a commit that was answered survives a power cut (SQLite pragma documentation).
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    // An address that was deleted is overwritten, not only let go of.
    db.pragma('secure_delete = ON')
    // Nothing is written by a start that finds all as it should be.
    if (db.pragma('application_id', { simple: true }) !== applicationId) {
      db.pragma(`application_id = ${applicationId}`)
    }
    createSchema(db)
    if (process.platform !== 'win32') chmodSync(file, 0o600)
    return db
  } catch (error) {
    db?.close()
    throw asProblem(error, file)
  }
}
