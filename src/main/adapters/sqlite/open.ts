import { chmodSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { makeBackup } from './backup-work'
import { backupFolder } from './files'
import { type Inspection, inspect } from './inspect'
import { applicationId, latestVersion, migrate } from './migrate'
import { writeState } from './remembered-state'
import { asProblem } from './store-problem'
import type { Db } from './transaction'

const busyTimeoutMs = 5_000

/**
 * Opens the account store, made and migrated as needed; before a migration a backup is made.
 *
 * @param file its folder is made, for the user alone (0700; the file 0600).
 * @param now milliseconds since the Unix epoch, for the name of that backup
 * @param found what was found out about it already, on another thread
 * @throws StoreProblem DATABASE_NEWER, DATABASE_CORRUPT, DATA_FOLDER_UNUSABLE, DISK_FULL
 */
export function openDatabase(file: string, now = Date.now(), found?: Inspection): Db {
  const { version, known } = found ?? inspect(file)
  let db: Db | null = null
  try {
    // What a recovery left that was cut short.
    for (const ending of ['', '-journal']) rmSync(`${file}.recovering${ending}`, { force: true })
    db = new Database(file, { timeout: busyTimeoutMs })
    if (version > 0 && version < latestVersion) {
      makeBackup({ source: file, folder: backupFolder(file), reason: 'migration', at: now })
      // One that fails writes into the file all the same.
      if (known.state !== null) {
        const state = { ...known.state, digest: null }
        writeState(backupFolder(file), { turn: known.turn + 1, state })
      }
    }
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
    migrate(db)
    if (process.platform !== 'win32') chmodSync(file, 0o600)
    return db
  } catch (error) {
    db?.close()
    throw asProblem(error, file)
  }
}
