import type Database from 'better-sqlite3'
import { first } from './migrations/0001-first'

/** In order; the position is the version. Migrations never import app code, and never change. */
const migrations: readonly string[] = [first]

export const latestVersion = migrations.length

/** Brings a database to the newest version, one transaction a step. */
export function migrate(db: Database.Database): void {
  const from = Number(db.pragma('user_version', { simple: true }))
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    }).immediate()
  }
}
