/** Others may write to the data file, but only our own schema may run in it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { isWhole, openForReading } from '../../src/main/adapters/sqlite/backup-read.ts'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { applicationId, schemaVersion } from '../../src/main/adapters/sqlite/schema.ts'
import { StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { temporaryFolder, world } from '../world.ts'

async function closed(): Promise<string> {
  const w = world()
  await w.create()
  w.close()
  return join(w.folder, 'latchkey.sqlite')
}

function edit(file: string, sql: string): void {
  const db = new Database(file)
  db.unsafeMode()
  db.exec(sql)
  db.close()
}

function problemOf(file: string): string | null {
  try {
    openStores(file).close()
    return null
  } catch (error) {
    if (error instanceof StoreProblem) return error.problem.code
    throw error
  }
}

const rewritten = (what: string) =>
  `PRAGMA writable_schema = ON; ${what}; PRAGMA writable_schema = RESET`

const foreign: readonly (readonly [string, string])[] = [
  [
    'a trigger that keeps the generation of a password',
    `CREATE TRIGGER stays AFTER UPDATE OF generation ON account BEGIN
      UPDATE account SET generation = old.generation WHERE id = new.id; END`,
  ],
  [
    'a trigger by a name that looks like SQLite’s',
    rewritten(`INSERT INTO sqlite_schema VALUES (
    'trigger', 'sqlite_stays', 'account', 0, 'CREATE TRIGGER sqlite_stays AFTER DELETE ON account BEGIN SELECT 1; END')`),
  ],
  ['a view', 'CREATE VIEW mine AS SELECT * FROM account'],
  [
    'a view in the place of a table',
    'ALTER TABLE setting RENAME TO kept; CREATE VIEW setting AS SELECT * FROM kept',
  ],
  ['a table', 'CREATE TABLE mine (a)'],
  ['a virtual table', 'CREATE VIRTUAL TABLE mine USING fts5(a)'],
  ['an index', 'CREATE INDEX mine ON account (language)'],
  ['a column', 'ALTER TABLE account ADD COLUMN mine TEXT'],
  ['a column that computes', 'ALTER TABLE account ADD COLUMN mine TEXT AS (upper(email))'],
  ['a column less', 'ALTER TABLE outbox DROP COLUMN mac'],
  ['a table less', 'DROP TABLE activity'],
  ['an index less', 'DROP INDEX account_confirmed'],
  [
    'another check',
    rewritten(`UPDATE sqlite_schema SET sql = replace(sql, 'generation > 0', 'generation < 2')
      WHERE name = 'account'`),
  ],
  [
    'another order of text',
    rewritten(`UPDATE sqlite_schema SET sql = replace(sql, 'email_key TEXT', 'email_key TEXT COLLATE NOCASE')
      WHERE name = 'account'`),
  ],
  [
    'a comment that swallows a column',
    rewritten(`UPDATE sqlite_schema SET sql = replace(sql, 'put away.' || char(10), 'put away. ')
      WHERE name = 'notice_mark'`),
  ],
  [
    'one tree under two names',
    rewritten(`UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema
      WHERE name = 'sealed_vault_account') WHERE name = 'vault_entry_account'`),
  ],
  ['no version', 'PRAGMA user_version = 0'],
  ['a version below any', 'PRAGMA user_version = -1'],
]

describe('a data file that carries what is not ours', () => {
  it.each(foreign)('%s, is refused and left as it is', async (_, sql) => {
    const file = await closed()
    edit(file, sql)
    const bytes = readFileSync(file)
    expect(problemOf(file)).toBe('DATABASE_CORRUPT')
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it.each(foreign)('%s, is no backup that is gone back to', async (_, sql) => {
    const file = await closed()
    edit(file, `PRAGMA journal_mode = DELETE; ${sql}`)
    expect(isWhole(file)).toBe(false)
    expect(() => openForReading(file)).toThrow()
  })

  it('is refused where it has our version and none of our tables', () => {
    const file = join(temporaryFolder(), 'latchkey.sqlite')
    const db = new Database(file)
    db.pragma(`application_id = ${applicationId}`)
    db.pragma(`user_version = ${schemaVersion}`)
    db.close()
    expect(problemOf(file)).toBe('DATABASE_CORRUPT')
  })

  it('is not asked for anything, though it says that it is of a newer version', async () => {
    const file = await closed()
    edit(
      file,
      `DROP TABLE setting;
      CREATE VIEW setting AS SELECT 'app.version' AS key, '"9.9.9"' AS value;
      PRAGMA user_version = ${schemaVersion + 1}`,
    )
    const problem = { code: 'DATABASE_NEWER', path: file, backup: null }
    expect(() => openStores(file)).toThrow(expect.objectContaining({ problem }))
  })
})

describe('a data file', () => {
  it('may have what SQLite itself adds to plan its work', async () => {
    const file = await closed()
    edit(file, 'ANALYZE')
    expect(problemOf(file)).toBeNull()
  })

  it('may have other settings of SQLite’s', async () => {
    const file = await closed()
    edit(
      file,
      'PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = FULL; PRAGMA page_size = 8192; VACUUM',
    )
    expect(problemOf(file)).toBeNull()
  })

  it('that is empty in every way is begun with', () => {
    const file = join(temporaryFolder(), 'latchkey.sqlite')
    writeFileSync(file, '')
    expect(problemOf(file)).toBeNull()
  })
})
