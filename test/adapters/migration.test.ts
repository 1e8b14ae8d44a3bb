import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { readBackupName } from '../../src/main/adapters/sqlite/files.ts'
import { applicationId, latestVersion } from '../../src/main/adapters/sqlite/migrate.ts'
import { first } from '../../src/main/adapters/sqlite/migrations/0001-first.ts'
import { vault } from '../../src/main/adapters/sqlite/migrations/0002-vault.ts'
import { openDatabase } from '../../src/main/adapters/sqlite/open.ts'
import { StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { better, codeOf, hour, temporaryFolder, world } from '../world.ts'

/** A database as the last app with schema version 1 wrote it, closed while in use. */
const data = readFileSync(join(import.meta.dirname, '../fixtures/database-1.sql'), 'utf8')
/** When it was written. */
const then = Date.UTC(2026, 10, 21, 15)

function versionOne(): string {
  const folder = temporaryFolder()
  const db = new Database(join(folder, 'latchkey.sqlite'))
  db.pragma('journal_mode = WAL')
  db.exec(first + data)
  db.pragma(`application_id = ${applicationId}`)
  db.pragma('user_version = 1')
  db.close()
  return folder
}

const backupsIn = (folder: string) => readdirSync(join(folder, 'backups')).filter(readBackupName)

const query = (file: string, sql: string): unknown[] => {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

describe('a database of version 1', () => {
  it('is brought to today’s, and everybody signs in with the password they had', async () => {
    const w = world({ folder: versionOne(), time: then + hour })
    expect(await codeOf(() => w.signIn('ada@example.com', better))).toBe('ok')
    w.app.account.signOut()
    expect(await codeOf(() => w.signIn('bob@example.com', 'bobs own long password'))).toBe('ok')
    expect(w.app.account.home()).toMatchObject({ email: 'bob@example.com', altered: false })
    expect(await codeOf(() => w.signIn('ada@example.com', 'tidal copper lantern yes'))).toBe(
      'SIGN_IN_FAILED',
    )
  })

  it('tells nobody what happened before there were notices', async () => {
    const w = world({ folder: versionOne(), time: then + hour })
    await w.signIn('ada@example.com', better)
    expect(w.app.notices.view()).toEqual([])
  })

  it('gives each account a vault of its own id, a record and nothing that opens by itself', () => {
    const folder = versionOne()
    openDatabase(join(folder, 'latchkey.sqlite')).close()
    const columns = 'vault_id = id AS own, account_record, device_wrap, recovery_wrap'
    const accounts = query(join(folder, 'latchkey.sqlite'), `SELECT ${columns} FROM account`)
    const fresh = { own: 1, account_record: null, device_wrap: null, recovery_wrap: null }
    expect(accounts).toEqual([fresh, fresh])
  })

  it('keeps what it had written but the secrets, which are kept in another way now', () => {
    const folder = versionOne()
    const file = join(folder, 'latchkey.sqlite')
    const tables = ['link_request', 'outbox', 'rate_limit', 'activity', 'setting']
    const before = tables.map((table) => query(file, `SELECT * FROM ${table}`))
    expect(before.every((rows) => rows.length > 0)).toBe(true)
    openDatabase(file).close()
    // Newer columns are added to the existing ones.
    expect(tables.map((table) => query(file, `SELECT * FROM ${table}`))).toMatchObject(before)
    expect(query(file, 'SELECT DISTINCT tries FROM link_request')).toEqual([{ tries: 0 }])
    expect(query(file, 'SELECT DISTINCT language FROM account')).toEqual([{ language: 'en' }])
    expect(query(file, 'SELECT * FROM secret')).toEqual([])
    expect(query(file, 'SELECT * FROM signing_key')).toEqual([])
  })

  it('sends the mail that waited, with a link that works, once mail is set up again', async () => {
    const w = world({ folder: versionOne(), time: then + hour })
    await w.withMail()
    w.app.hurryMail()
    await w.deliver()
    const { ref } = await w.paste(w.lastLink())
    expect(ref).toMatch(/^[A-Za-z0-9_-]{22}$/)
  })

  it('is kept as it was in a backup, made before', () => {
    const folder = versionOne()
    const file = join(folder, 'latchkey.sqlite')
    const before = query(file, 'SELECT * FROM secret')
    openDatabase(file, then).close()
    const [name = '', ...others] = readdirSync(join(folder, 'backups'))
    expect(others).toEqual([])
    expect(readBackupName(name)).toMatchObject({ reason: 'migration', at: then })
    const backup = join(folder, 'backups', name)
    expect(query(backup, 'PRAGMA user_version')).toEqual([{ user_version: 1 }])
    expect(query(backup, 'SELECT * FROM secret')).toEqual(before)
  })

  it('can be looked at in such a backup: it held no entries yet', async () => {
    const w = world({ folder: versionOne(), time: then })
    await w.signIn('ada@example.com', better)
    expect(await w.app.backup.list(undefined)).toMatchObject([
      { reason: 'migration', good: true, entries: 0, opensWith: 'older-password' },
    ])
  })
})

describe('a migration that fails', () => {
  /** Fails at the end of the migration, so that all of it has to be undone. */
  function failing(): void {
    const { exec } = Database.prototype
    vi.spyOn(Database.prototype, 'exec').mockImplementation(function (
      this: Database.Database,
      sql: string,
    ) {
      exec.call(this, sql)
      if (sql === vault) throw new Database.SqliteError('as a bad disk says', 'SQLITE_CORRUPT')
      return this
    })
  }

  function problemOf(folder: string) {
    failing()
    try {
      openDatabase(join(folder, 'latchkey.sqlite'), then).close()
    } catch (error) {
      if (error instanceof StoreProblem) return error.problem.code
      throw error
    } finally {
      vi.restoreAllMocks()
    }
    return null
  }

  it('leaves the old version with every row, and its backup', () => {
    const folder = versionOne()
    const file = join(folder, 'latchkey.sqlite')
    const before = query(file, 'SELECT * FROM account')
    expect(problemOf(folder)).toBe('DATABASE_CORRUPT')
    expect(query(file, 'PRAGMA user_version')).toEqual([{ user_version: 1 }])
    expect(query(file, 'SELECT * FROM account')).toEqual(before)
    expect(query(file, 'SELECT * FROM secret')).toHaveLength(2)
    expect(backupsIn(folder)).toHaveLength(1)
  })

  it('does not fill the folder with the same backup at every start', () => {
    const folder = versionOne()
    for (let start = 0; start < 5; start += 1) expect(problemOf(folder)).toBe('DATABASE_CORRUPT')
    expect(backupsIn(folder)).toHaveLength(1)
  })
})

it('a new database needs no backup', () => {
  const folder = temporaryFolder()
  openDatabase(join(folder, 'latchkey.sqlite')).close()
  expect(readdirSync(folder)).toEqual(['latchkey.sqlite'])
  expect(latestVersion).toBeGreaterThan(1)
})
