import { existsSync, readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { DatabaseFacts } from '../../domain/ports/diagnostics'
import { applicationId, schemaVersion } from './schema'
import { hasOurSchema } from './schema-check'
import type { Db } from './transaction'

/** Larger files are read in place: in memory they would take twice their size. */
const inMemoryLimit = 256 * 2 ** 20

/**
 * Reads all of a backup. It is opened in memory, so that checking a file never changes it.
 *
 * @param limit size in bytes above which the file is read in place
 * @returns whether it is one of our databases, and intact to the last page
 */
export function isWhole(path: string, limit = inMemoryLimit): boolean {
  let db: Db | null = null
  try {
    const small = statSync(path).size <= limit
    db = small ? new Database(readFileSync(path)) : new Database(path, { readonly: true })
    db.pragma('trusted_schema = OFF')
    return (
      isOurs(db) &&
      db.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
      (db.pragma('foreign_key_check') as unknown[]).length === 0
    )
  } catch (error) {
    if (error instanceof Database.SqliteError) return false
    throw error
  } finally {
    db?.close()
  }
}

/**
 * Opens a backup to read what is in it.
 *
 * @throws when it isn't a database of ours, or is of another version
 */
export function openForReading(path: string): Db {
  const file = new Database(path, { readonly: true, fileMustExist: true })
  try {
    file.pragma('trusted_schema = OFF')
    if (!isOurs(file)) throw new Error('no backup that this version reads')
    return file
  } catch (error) {
    file.close()
    throw error
  }
}

const versionOf = (db: Db) => Number(db.pragma('user_version', { simple: true }))

function isOurs(db: Db): boolean {
  const version = versionOf(db)
  const id = db.pragma('application_id', { simple: true })
  return id === applicationId && version === schemaVersion && hasOurSchema(db, version)
}

/** Reads all of a database that may be in use. Slow: use a thread. Never throws for a bad file. */
export function checkWhole(path: string): DatabaseFacts {
  const sqlite = String(new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get())
  if (!existsSync(path)) return { state: 'missing', version: 0, sqlite }
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5_000 })
    try {
      db.pragma('trusted_schema = OFF')
      const version = Number(db.pragma('user_version', { simple: true }))
      const whole =
        ((version !== 0 && version !== schemaVersion) || hasOurSchema(db, version)) &&
        db.pragma('quick_check(1)', { simple: true }) === 'ok' &&
        (db.pragma('foreign_key_check') as unknown[]).length === 0
      return { state: whole ? 'good' : 'damaged', version, sqlite }
    } finally {
      db.close()
    }
  } catch (error) {
    const { code } = error as { code?: unknown }
    const damaged = /^SQLITE_(CORRUPT|NOTADB)/.test(String(code))
    return { state: damaged ? 'damaged' : 'unreadable', version: 0, sqlite }
  }
}
