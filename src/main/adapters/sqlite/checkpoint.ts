import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { digestOf } from './files'
import { mayBeWritten } from './inspect'

export interface CheckpointTask {
  readonly file: string
  /** No digest is made of a file larger than this, in bytes. */
  readonly digestUpTo: number
}

export interface Checkpointed {
  /** False: another connection was writing or reading. */
  readonly emptied: boolean
  /** The digest of the file; null if it may have changed since, or is too large. */
  readonly digest: string | null
}

/**
 * Moves the write-ahead log of a database in use into its file, and empties it. Writers are held up by the
 * emptying at most, one flush; this doesn't wait for readers.
 */
export function checkpoint({ file, digestUpTo }: CheckpointTask): Checkpointed {
  const db = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    db.pragma('trusted_schema = OFF')
    // This takes most of the time, and doesn't block writers.
    db.pragma('wal_checkpoint(PASSIVE)')
    const emptied = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
    const digest = emptied && statSync(file).size <= digestUpTo ? digestOf(file) : null
    return { emptied, digest: mayBeWritten(db, file) ? null : digest }
  } finally {
    db.close()
  }
}
