import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { inspect } from '../../src/main/adapters/sqlite/inspect.ts'
import { openDatabase } from '../../src/main/adapters/sqlite/open.ts'
import {
  applicationId,
  createSchema,
  schemaVersion,
} from '../../src/main/adapters/sqlite/schema.ts'
import { StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { temporaryFolder, world } from '../world.ts'

const readBackups = (folder: string) =>
  existsSync(join(folder, 'backups'))
    ? readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.sqlite'))
    : []

function problemOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof StoreProblem) return error.problem
    throw error
  }
  return null
}

/** A data folder with one account, closed. */
async function withAccount() {
  const w = world()
  await w.create()
  w.close()
  return join(w.folder, 'latchkey.sqlite')
}

describe('the database', () => {
  it('is strict, write-ahead, fully synchronous, with foreign keys, for the user alone', () => {
    const file = join(temporaryFolder(), 'new', 'latchkey.sqlite')
    inspect(file)
    const db = openDatabase(file)
    const pragma = (name: string) => db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('user_version')).toBe(schemaVersion)
    const loose = db
      .prepare("SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'")
      .all()
    expect(loose).toEqual([])
    db.close()
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700)
    }
  })

  it('that is new needs no backup', () => {
    const folder = temporaryFolder()
    openStores(join(folder, 'latchkey.sqlite')).close()
    expect(existsSync(join(folder, 'latchkey.sqlite'))).toBe(true)
    expect(readBackups(folder)).toEqual([])
  })

  it('from a newer version is refused and left as it is', async () => {
    const file = await withAccount()
    const db = new Database(file)
    db.pragma(`user_version = ${schemaVersion + 1}`)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const before = readFileSync(file)
    expect(problemOf(() => openStores(file))).toEqual({
      code: 'DATABASE_NEWER',
      path: file,
      backup: null,
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it.each([1, 2, 3, 4, 5])(
    'from before the first release (version %i) is refused in words of its own and left as it is',
    async (version) => {
      const file = await withAccount()
      const db = new Database(file)
      db.pragma(`user_version = ${version}`)
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
      const before = readFileSync(file)
      expect(problemOf(() => openStores(file))).toEqual({
        code: 'DATABASE_OLDER',
        path: file,
        backup: null,
      })
      expect(readFileSync(file).equals(before)).toBe(true)
    },
  )

  it('is the one that this version has always written', () => {
    const file = join(temporaryFolder(), 'latchkey.sqlite')
    const db = new Database(file)
    db.pragma(`application_id = ${applicationId}`)
    // As the columns that were added one by one are written down by SQLite.
    createSchema(db)
    db.exec(`DROP INDEX link_request_open; ALTER TABLE link_request DROP COLUMN tries;
      ALTER TABLE link_request ADD COLUMN tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0);
      CREATE INDEX link_request_open ON link_request (id) WHERE state IN ('pending', 'sent')`)
    db.close()
    expect(problemOf(() => openStores(file).close())).toBeNull()
  })

  it('that is damaged is refused and left as it is', async () => {
    const file = await withAccount()
    const bytes = readFileSync(file)
    // Everything but the first two pages, as a bad disk might damage it.
    bytes.fill(0xa5, 4096 * 2)
    writeFileSync(file, bytes)
    expect(problemOf(() => openStores(file))?.code).toBe('DATABASE_CORRUPT')
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('that is no database, or another program’s, is refused and left as it is', () => {
    const folder = temporaryFolder()
    const text = join(folder, 'text.sqlite')
    writeFileSync(text, 'not a database, but some other file of mine\n'.repeat(100))
    expect(problemOf(() => openStores(text))?.code).toBe('DATABASE_CORRUPT')
    const other = join(folder, 'other.sqlite')
    const db = new Database(other)
    db.exec('CREATE TABLE recipe (name TEXT)')
    db.close()
    expect(problemOf(() => openStores(other))?.code).toBe('DATABASE_CORRUPT')
    expect(new Database(other).prepare('SELECT count(*) AS n FROM recipe').get()).toEqual({ n: 0 })
  })

  it('in a folder that cannot be used says so', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'own')
    writeFileSync(file, 'a file where the folder should be')
    expect(problemOf(() => openStores(join(file, 'latchkey.sqlite')))).toEqual({
      code: 'DATA_FOLDER_UNUSABLE',
      path: file,
      backup: null,
    })
    mkdirSync(join(folder, 'dir', 'latchkey.sqlite'), { recursive: true })
    const asFolder = join(folder, 'dir', 'latchkey.sqlite')
    expect(problemOf(() => openStores(asFolder))?.code).toBe('DATA_FOLDER_UNUSABLE')
  })

  it('keeps every account over a copy of its folder while the app runs', async () => {
    const w = world()
    await w.create()
    const copy = join(temporaryFolder(), 'latchkey.sqlite')
    for (const ending of ['', '-wal'])
      copyFileSync(join(w.folder, `latchkey.sqlite${ending}`), `${copy}${ending}`)
    expect(openStores(copy).accounts.any()).toBe(true)
  })

  it('undoes a whole transaction when a step of it fails', () => {
    const stores = openStores(join(temporaryFolder(), 'latchkey.sqlite'))
    const work = () =>
      stores.transaction(() => {
        stores.settings.set('a', 1)
        stores.transaction(() => stores.settings.set('b', 2))
        throw new Error('power cut')
      })
    expect(work).toThrow('power cut')
    expect([stores.settings.get('a'), stores.settings.get('b')]).toEqual([null, null])
    stores.close()
  })

  it('lets one address be proven by one account only', async () => {
    const file = await withAccount()
    const stores = openStores(file)
    const [account] = stores.accounts.byEmail('ada@example.com' as never)
    if (!account) throw new Error('no account')
    stores.accounts.insert({ ...account, id: 'z'.repeat(22) as never, role: 'member' })
    const at = 1
    expect(stores.accounts.confirm(account.id, account.email, account.emailKey, at)).toBe(true)
    const second = stores.accounts.confirm(
      'z'.repeat(22) as never,
      account.email,
      account.emailKey,
      at,
    )
    expect(second).toBe(false)
    stores.close()
  })
})
