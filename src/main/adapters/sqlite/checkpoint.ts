import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { digestOf } from './files'
import { mayBeWritten } from './inspect'

export interface CheckpointTask {
  readonly file: string
  /** Larger files are not read through. */
  readonly digestUpTo: number
}

export interface Checkpointed {
  /** False: someone wrote or read just then. */
  readonly emptied: boolean
  /** Of the file; null where it may have changed since, or is too large. */
  readonly digest: string | null
}

/**
 * Moves the write-ahead log of a database in use into its file, and empties it. Whoever writes meanwhile
 * waits for the emptying at most, a flush; readers are not waited for.
 */
export function checkpoint({ file, digestUpTo }: CheckpointTask): Checkpointed {
  const db = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    db.pragma('trusted_schema = OFF')
    // This takes the time, and lets others write.
    db.pragma('wal_checkpoint(PASSIVE)')
    const emptied = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
    const digest = emptied && statSync(file).size <= digestUpTo ? digestOf(file) : null
    return { emptied, digest: mayBeWritten(db, file) ? null : digest }
  } finally {
    db.close()
  }
}
