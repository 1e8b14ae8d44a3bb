import { chownSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { applicationId } from '../../../src/main/adapters/sqlite/migrate.ts'
import { first } from '../../../src/main/adapters/sqlite/migrations/0001-first.ts'
import { vault } from '../../../src/main/adapters/sqlite/migrations/0002-vault.ts'

/**
 * Replaces a database by one of version 2 with the same contents, as the app of that time would have
 * written it: without later columns and tables, and without the state remembered next to it.
 */
export function asVersionTwo(file: string, owner: { uid: number; gid: number }): void {
  const older = `${file}.older`
  const db = new Database(older)
  db.exec(first + vault)
  db.pragma(`application_id = ${applicationId}`)
  db.pragma('user_version = 2')
  db.pragma('foreign_keys = OFF')
  db.prepare('ATTACH ? AS newer').run(file)
  const tables = db
    .prepare(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[]
  for (const table of tables) {
    const columns = columnsOf(db, 'main', table).filter((name) =>
      columnsOf(db, 'newer', table).includes(name),
    )
    db.exec(`DELETE FROM main.${table}`)
    const list = columns.join(', ')
    db.exec(`INSERT INTO main.${table} (${list}) SELECT ${list} FROM newer.${table}`)
  }
  db.close()
  for (const beside of ['-wal', '-shm']) rmSync(file + beside, { force: true })
  for (const copy of ['state-a.json', 'state-b.json']) {
    rmSync(join(dirname(file), 'backups', copy), { force: true })
  }
  renameSync(older, file)
  chownSync(file, owner.uid, owner.gid)
}

const columnsOf = (db: Database.Database, schema: string, table: string): string[] =>
  db.prepare('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema) as string[]

/** The first value that a query returns. */
export function ask(file: string, sql: string): unknown {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare(sql).pluck().get()
  } finally {
    db.close()
  }
}
