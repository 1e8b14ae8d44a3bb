import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDatabaseRows } from '../../src/main/adapters/import/database.ts'
import { readFile } from '../../src/main/adapters/import/read-file.ts'
import { readWithLog } from '../../src/main/desktop/file-access.ts'
import { DomainFailure } from '../../src/main/domain/failure.ts'
import type { VaultId } from '../../src/main/domain/ids.ts'
import { bring, contents } from '../support/transfer.ts'
import { better, codeOf, good, temporaryFolder, type World, world } from '../world.ts'

const rows = (...names: string[]) =>
  `name,url,username,password\n${names.map((name) => `${name},,u,p-${name}\n`).join('')}`

/** The database as a person copies it after closing the app. */
function copied(w: World): Buffer {
  w.close()
  return readFileSync(join(w.folder, 'latchkey.sqlite'))
}

/** Another computer with an account of its own. */
async function elsewhere(bytes: Uint8Array, log?: Uint8Array) {
  const w = world()
  await w.create('someone@else.example', better)
  w.desktop.chosen = { name: 'latchkey.sqlite', bytes, log }
  const choose = async () => {
    const preview = await w.app.import.choose(undefined)
    if (preview === null) throw new Error('no file was chosen')
    return preview
  }
  const preview = await choose()
  const { ref } = preview
  const unlock = (password: string, email: string | null = null) =>
    w.app.import.unlock({ ref, email, by: { kind: 'password', password } })
  const byCode = (code: string) =>
    w.app.import.unlock({ ref, email: null, by: { kind: 'code', code } })
  const apply = () => w.app.import.apply({ ref, duplicates: false })
  return { w, preview, unlock, byCode, apply }
}

async function ada() {
  const w = world()
  await w.create()
  await bring(w, 'bitwarden.json')
  return w
}

describe('a copied data folder’s database', () => {
  it('opens on another computer with the password, entry by entry the same', async () => {
    const w = await ada()
    const before = contents(w)
    const there = await elsewhere(copied(w))
    expect(there.preview).toMatchObject({
      format: 'latchkey-database',
      locked: { password: true, code: false, email: false },
    })
    expect(await there.unlock(good)).toMatchObject({
      entries: before.length,
      issues: [{ code: 'in_trash', rowLeftOut: false }],
    })
    await there.apply()
    expect(contents(there.w)).toEqual(before)
  })

  it('brings what lies in the log beside it along, though only the one file is chosen', async () => {
    const w = await ada()
    const db = new Database(join(w.folder, 'latchkey.sqlite'))
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    await bring(w, 'late.csv', rows('Written last'))
    const before = contents(w)
    // The app is running or was killed, so its log is next to its file.
    const file = join(w.folder, 'latchkey.sqlite')
    const chosen = join(temporaryFolder(), 'latchkey.sqlite')
    copyFileSync(file, chosen)
    const older = await elsewhere((await readWithLog(chosen)).bytes)
    expect(await older.unlock(good)).toMatchObject({ entries: before.length - 1 })
    copyFileSync(`${file}-wal`, `${chosen}-wal`)
    const { bytes, log } = await readWithLog(chosen)
    const there = await elsewhere(bytes, log)
    expect(await there.unlock(good)).toMatchObject({ entries: before.length })
    await there.apply()
    expect(contents(there.w)).toEqual(before)
    expect(readFileSync(chosen).equals(readFileSync(file))).toBe(true)
  })

  it('with another file in place of its log is refused: what was written last would be missing', async () => {
    const { bytes, log } = await withLog()
    const other = await withLog()
    for (const wrong of [new Uint8Array(5000).fill(7), log.subarray(0, 20), other.log]) {
      expect(await codeOf(() => elsewhere(bytes, wrong))).toBe('FILE_DAMAGED')
    }
  })

  it('with any byte of its log changed is refused, or brings all that it brought', async () => {
    const { bytes, log, written } = await withLog()
    expect(await rowsOf(bytes, log)).toEqual(written)
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: log.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Buffer.from(log)
          changed[at] = (changed[at] ?? 0) ^ mask
          const found = await rowsOrRefusal(bytes, changed)
          if (found === 'FILE_DAMAGED') refused += 1
          else expect(found).toEqual(written)
        },
      ),
      { numRuns: 200, seed: 11 },
    )
    expect(refused).toBeGreaterThan(150)
  })

  it.each([10, 4100])('whose log lost its last %d bytes is refused', async (lost) => {
    const { bytes, log } = await withLog()
    expect(await rowsOrRefusal(bytes, log.subarray(0, log.length - lost))).toBe('FILE_DAMAGED')
  })

  it('brings all of a log that has begun anew, over what is left of before', async () => {
    const { bytes, log, written } = await withLog('RESTART')
    expect(log.readUInt32BE(12)).toBeGreaterThan(0)
    expect(await rowsOf(bytes, log)).toEqual(written)
    const damaged = Buffer.from(log)
    damaged.fill('damage', 100, 106)
    expect(await rowsOrRefusal(bytes, damaged)).toBe('FILE_DAMAGED')
  })

  it('with an entry of no one’s vault is refused: it would be missing', async () => {
    const w = await ada()
    w.close()
    const db = new Database(join(w.folder, 'latchkey.sqlite'))
    db.exec("UPDATE vault_entry SET vault_id = 'x' WHERE id = (SELECT max(id) FROM vault_entry)")
    db.close()
    expect(await rowsOrRefusal(copied(w))).toBe('FILE_DAMAGED')
  })

  it('opens with the recovery code', async () => {
    const w = await ada()
    const { ref, code } = await w.app.recovery.make({ password: null })
    await w.app.recovery.keep({ ref })
    const before = contents(w)
    const there = await elsewhere(copied(w))
    expect(there.preview.locked).toEqual({ password: true, code: true, email: false })
    await there.byCode(code)
    await there.apply()
    expect(contents(there.w)).toEqual(before)
  })

  it('opens a vault that a reset left sealed in it, with the password of then', async () => {
    const w = await ada()
    const before = contents(w)
    const { id, recovery: _, ...then } = w.sessions.require()
    await w.app.account.changePassword({ current: good, next: better })
    w.sealedVaults.insert({
      ...then,
      ...{ accountId: id, sealedAt: w.clock.now(), recoveryWrap: null, deviceWrap: null },
    })
    w.accounts.setVaultId(id, w.random.id() as VaultId)
    const there = await elsewhere(copied(w))
    expect(await there.unlock(better)).toMatchObject({ entries: 0 })
    const again = await elsewhere(copied(w))
    expect(await again.unlock(good)).toMatchObject({ entries: before.length })
    await again.apply()
    expect(contents(again.w)).toEqual(before)
  })

  it('opens with nothing else', async () => {
    const there = await elsewhere(copied(await ada()))
    expect(await codeOf(() => there.unlock(better))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => there.byCode('not a code'))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => there.apply())).toBe('BAD_REQUEST')
  })

  it('of several people asks whose vault it is to be, and opens that one', async () => {
    const w = await ada()
    w.app.account.signOut()
    await w.create('bob@example.com', better)
    await bring(w, 'b.csv', rows('Of Bob'))
    const there = await elsewhere(copied(w))
    expect(there.preview.locked).toEqual({ password: true, code: false, email: true })
    expect(await codeOf(() => there.unlock(better))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => there.unlock(better, 'ada@example.com'))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => there.unlock(better, 'carol@example.com'))).toBe('WAY_IN_WRONG')
    expect(await there.unlock(better, ' BOB@example.com')).toMatchObject({ entries: 1 })
    await there.apply()
    expect(contents(there.w).map(({ title }) => title)).toEqual(['Of Bob'])
  })

  it('with a row that was changed or moved brings the others, and says so', async () => {
    const w = await ada()
    await bring(w, 'more.csv', rows('X', 'Y'))
    const total = contents(w).length
    const bytes = copied(w)
    const db = new Database(join(w.folder, 'latchkey.sqlite'))
    const [a, b] = db.prepare('SELECT id, content FROM vault_entry ORDER BY id').all() as {
      id: string
      content: Buffer
    }[]
    db.prepare('UPDATE vault_entry SET content = ? WHERE id = ?').run(b?.content, a?.id)
    db.close()
    expect(bytes.equals(copied(w))).toBe(false)
    const there = await elsewhere(copied(w))
    const preview = await there.unlock(good)
    expect(preview.entries).toBe(total - 1)
    expect(preview.issues).toContainEqual({
      ...{ row: 1, column: null, code: 'entry_damaged', rowLeftOut: true },
    })
  })
})

/** A copy of a running app's data: its file, and the latest writes in the log next to it. */
async function withLog(before: 'RESTART' | 'TRUNCATE' = 'TRUNCATE') {
  const w = await ada()
  const path = join(w.folder, 'latchkey.sqlite')
  const db = new Database(path)
  db.pragma(`wal_checkpoint(${before})`)
  db.close()
  await bring(w, 'late.csv', rows('Written', 'last'))
  const [bytes, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
  const written = w.vaultRows.revisions(w.sessions.require().vaultId)
  return { bytes, log, written }
}

/** The entries in a database, as far as they can be read without a key. */
async function rowsOf(bytes: Uint8Array, log?: Uint8Array) {
  const read = await readFile({ bytes, log }, 0)
  if (read.kind !== 'database') throw new Error(read.kind)
  const vaults = read.accounts.flatMap((account) => account.vaults)
  return vaults.flatMap(({ vaultId }) =>
    readDatabaseRows({ bytes, log }, vaultId).map(({ id, revision }) => ({ id, revision })),
  )
}

async function rowsOrRefusal(bytes: Uint8Array, log?: Uint8Array) {
  try {
    return await rowsOf(bytes, log)
  } catch (error) {
    if (error instanceof DomainFailure) return error.code
    throw error
  }
}

describe('a database', () => {
  const code = (bytes: Uint8Array) => codeOf(() => elsewhere(bytes))

  it('of another program is not known', async () => {
    const file = join(temporaryFolder(), 'other.sqlite')
    const db = new Database(file)
    db.exec('CREATE TABLE a (b); INSERT INTO a VALUES (1)')
    db.close()
    expect(await code(readFileSync(file))).toBe('FILE_UNKNOWN')
  })

  it('of a later version is not known', async () => {
    const bytes = copied(await ada())
    bytes.writeUInt32BE(99, 60) // user_version, SQLite file format 1.3
    expect(await code(bytes)).toBe('FILE_UNKNOWN')
  })

  it.each([0.3, 0.7])('cut at %d of its length is damaged', async (part) => {
    const bytes = copied(await ada())
    expect(await code(bytes.subarray(0, bytes.length * part))).toBe('FILE_DAMAGED')
  })

  it('that asks for more memory than there is, or holds other things, is damaged', async () => {
    for (const sql of [
      'UPDATE account SET kdf_memory = 2000000000',
      'UPDATE account SET kdf_passes = 100000',
      "UPDATE account SET kdf_salt = x'00'",
      'DELETE FROM account',
      'DROP TABLE vault_entry',
      'CREATE VIEW mine AS SELECT * FROM account',
      'CREATE TRIGGER mine AFTER DELETE ON secret BEGIN DELETE FROM account; END',
    ]) {
      const w = await ada()
      w.close()
      const db = new Database(join(w.folder, 'latchkey.sqlite'))
      db.exec(sql)
      db.close()
      expect(await code(copied(w)), sql).toBe('FILE_DAMAGED')
    }
  })

  it.each(["content = 'a text'", "secret = 'a text'", 'revision = 1.5', "id = x'00'"])(
    'with an entry whose %s is damaged, even when only its entries are read',
    async (change) => {
      const w = await ada()
      const { vaultId } = w.sessions.require()
      const bytes = withoutTypes(
        w,
        'vault_entry',
        `UPDATE vault_entry SET ${change} WHERE id = (SELECT max(id) FROM vault_entry)`,
      )
      const code = () => readDatabaseRows({ bytes }, vaultId)
      expect(await codeOf(code)).toBe('FILE_DAMAGED')
      expect(await rowsOrRefusal(bytes)).toBe('FILE_DAMAGED')
    },
  )

  it.each(['generation = 1.5', "email = x'00'", "vault_id = x'00'", "password_wrap = 'a text'"])(
    'with an account whose %s is damaged',
    async (change) => {
      const bytes = withoutTypes(await ada(), 'account', `UPDATE account SET ${change}`)
      expect(await code(bytes)).toBe('FILE_DAMAGED')
    },
  )

  it('with any bytes of it changed is read or refused, never more', async () => {
    const good = inSmallPages(await ada())
    const whole = await rowsOf(good)
    let [read, refused] = [0, 0]
    for (let at = 100; at < good.length; at += 97) {
      const bytes = Buffer.from(good)
      bytes.fill(0xff, at, at + 3)
      const found = await rowsOrRefusal(bytes)
      if (found === 'FILE_DAMAGED') refused += 1
      // No entry is missing. Whether each one opens only shows with the key.
      else expect(found).toEqual(whole)
      read += found === 'FILE_DAMAGED' ? 0 : 1
    }
    expect(Math.min(read, refused)).toBeGreaterThan(50)
  })
})

/** Changed while a table took values of any type, as another program can do it. */
function withoutTypes(w: World, table: string, change: string): Buffer {
  w.close()
  const file = join(w.folder, 'latchkey.sqlite')
  const replaceSchema = (next: (sql: string) => string): string => {
    const db = new Database(file)
    const find = db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?')
    const sql = find.pluck().get(table) ?? ''
    db.unsafeMode()
    db.pragma('writable_schema = ON')
    db.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(next(sql), table)
    db.close()
    return sql
  }
  const ours = replaceSchema((sql) => sql.replace(/ STRICT$/, ''))
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  db.exec(change)
  db.close()
  replaceSchema(() => ours)
  return copied(w)
}

/** The same database with pages an eighth of the size, so that nearly all of them contain something. */
function inSmallPages(w: World): Buffer {
  w.close()
  const db = new Database(join(w.folder, 'latchkey.sqlite'))
  db.pragma('journal_mode = DELETE')
  db.pragma('page_size = 512')
  db.exec('VACUUM')
  db.close()
  return copied(w)
}
