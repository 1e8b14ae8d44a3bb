import type Database from 'better-sqlite3'
import { first } from './migrations/0001-first'
import { vault } from './migrations/0002-vault'
import { mail } from './migrations/0003-mail'
import { notices } from './migrations/0004-notices'
import { failedMail } from './migrations/0005-failed-mail'
import { rowSeal } from './migrations/0006-row-seal'

/** In order; the position is the version. Migrations never import app code, and never change. */
const migrations: readonly string[] = [first, vault, mail, notices, failedMail, rowSeal]

export const latestVersion = migrations.length

/** 'LKEY': marks a file as ours (SQLite file format, offset 68). */
export const applicationId = 0x4c4b4559

/**
 * Brings a database to the newest version, one transaction a step.
 *
 * @param to an older version, to know what that one looked like
 */
export function migrate(db: Database.Database, to = latestVersion): void {
  const from = Number(db.pragma('user_version', { simple: true }))
  for (const [index, sql] of migrations.slice(0, to).entries()) {
    if (index < from) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    }).immediate()
  }
}
