import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { DatabaseFacts } from '../../domain/ports/diagnostics'
import { latestVersion } from './migrate'
import { hasOurSchema } from './schema'

/** Reads all of a database that may be in use. Takes time: on a thread of its own. Never throws. */
export function checkWhole(path: string): DatabaseFacts {
  const sqlite = String(new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get())
  if (!existsSync(path)) return { state: 'missing', version: 0, sqlite }
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5_000 })
    try {
      db.pragma('trusted_schema = OFF')
      const version = Number(db.pragma('user_version', { simple: true }))
      const whole =
        (version > latestVersion || hasOurSchema(db, version)) &&
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
