import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { digestOf } from './digest'
import { mayBeWritten } from './inspect'

export interface CheckpointTask {
  readonly file: string
  /** Larger files are not read through. */
  readonly digestUpTo: number
}

/**
 * Moves the write-ahead log of a database in use into its file, and empties it. Whoever writes meanwhile
 * waits for the emptying at most, a flush; nobody who reads is waited for.
 *
 * @returns the digest of the file; null where the log could not be emptied, or the file is too large
 */
export function checkpoint({ file, digestUpTo }: CheckpointTask): string | null {
  const db = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    db.pragma('trusted_schema = OFF')
    // This takes the time, and lets others write.
    db.pragma('wal_checkpoint(PASSIVE)')
    if (db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0) return null
    if (statSync(file).size > digestUpTo) return null
    const digest = digestOf(file)
    return mayBeWritten(db, file) ? null : digest
  } finally {
    db.close()
  }
}
