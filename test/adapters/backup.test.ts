import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWhole } from '../../src/main/adapters/sqlite/backup-read.ts'
import { backupStore } from '../../src/main/adapters/sqlite/backup-store.ts'
import { blockingBackupWork } from '../../src/main/adapters/sqlite/backup-work.ts'
import { readBackupName } from '../../src/main/adapters/sqlite/files.ts'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import type { AccountId } from '../../src/main/domain/ids.ts'
import { codeOf, temporaryFolder, type World, world } from '../world.ts'

const folderOf = (w: World) => join(w.folder, 'backups')
const pathOf = (w: World, id: string) => join(folderOf(w), id)
/** Without the files in which the database's state is remembered, which are next to the backups. */
const filesIn = (w: World) => readdirSync(folderOf(w)).filter((name) => !/^state-/.test(name))
const databaseOf = (w: World) => join(w.folder, 'latchkey.sqlite')

async function withBackup() {
  const w = world()
  await w.create()
  const made = await w.backups.make('asked', w.clock.now())
  return { w, made }
}

describe('a backup', () => {
  it('holds the database as it was, says when and why it was made, and is for the user alone', async () => {
    const { w, made } = await withBackup()
    expect(made).toMatchObject({ at: w.clock.now(), reason: 'asked' })
    expect(made.id).toMatch(/^20261121T090000Z-asked-[0-9a-f]{16}\.sqlite$/)
    expect(made.bytes).toBe(statSync(pathOf(w, made.id)).size)
    expect(await w.backups.list()).toEqual([made])
    const copy = new Database(pathOf(w, made.id), { readonly: true })
    expect(copy.prepare('SELECT email FROM account').pluck().all()).toEqual(['ada@example.com'])
    copy.close()
    if (process.platform !== 'win32') {
      expect(statSync(pathOf(w, made.id)).mode & 0o777).toBe(0o600)
      expect(statSync(folderOf(w)).mode & 0o777).toBe(0o700)
    }
  })

  it('holds what was written the moment before, and nothing of after', async () => {
    const { w } = await withBackup()
    w.settings.set('moment', 'before')
    const made = await w.backups.make('asked', w.clock.now())
    w.settings.set('moment', 'after')
    const copy = new Database(pathOf(w, made.id), { readonly: true })
    const moment = copy.prepare("SELECT value FROM setting WHERE key = 'moment'").pluck().get()
    expect(moment).toBe('"before"')
    copy.close()
  })

  it('does not carry what was deleted before', async () => {
    const { w } = await withBackup()
    w.settings.set('note', 'b79c1f-to-be-forgotten'.repeat(400))
    w.settings.delete('note')
    const { id } = await w.backups.make('asked', w.clock.now())
    expect(readFileSync(pathOf(w, id)).includes('b79c1f-to-be-forgotten')).toBe(false)
  })

  it('is one file: looking at it and opening it leave nothing beside it and change nothing', async () => {
    const { w, made } = await withBackup()
    const before = readFileSync(pathOf(w, made.id))
    await w.backups.facts(made.id, 'nobody' as AccountId)
    const open = await w.backups.open(made.id)
    expect(filesIn(w)).toEqual([made.id])
    open.close()
    expect(readFileSync(pathOf(w, made.id)).equals(before)).toBe(true)
  })

  it('is made one at a time, however many are asked for at once', async () => {
    const { w } = await withBackup()
    const made = await Promise.all([1, 2, 3].map((n) => w.backups.make('daily', n * 10_000)))
    expect(made.map(({ at }) => at)).toEqual([10_000, 20_000, 30_000])
    expect(filesIn(w).every((name) => readBackupName(name) !== null)).toBe(true)
  })

  it('that was cut short by a power cut is never listed, and goes with the next', async () => {
    const { w, made } = await withBackup()
    writeFileSync(join(folderOf(w), 'unfinished.partial'), 'half of it')
    expect(await w.backups.list()).toEqual([made])
    await w.backups.make('asked', w.clock.now() + 1_000)
    expect(existsSync(join(folderOf(w), 'unfinished.partial'))).toBe(false)
  })

  it('of a database that is damaged inside is not kept', async () => {
    const { w } = await withBackup()
    w.close()
    const db = new Database(databaseOf(w))
    db.pragma('foreign_keys = OFF')
    // A row of an account that doesn't exist, which the app never writes.
    db.prepare("INSERT INTO vault_record VALUES ('v', 'n', 'nobody', x'00')").run()
    db.close()
    expect(await codeOf(() => w.backups.make('asked', 1_000))).toBe('SQLITE_CORRUPT')
    expect(await w.backups.list()).toHaveLength(1)
    expect(filesIn(w)).toHaveLength(1)
  })
})

describe('a backup that is not as it was made', () => {
  it('is no longer good, whichever bit of it changed', async () => {
    const { w, made } = await withBackup()
    const path = pathOf(w, made.id)
    const bytes = readFileSync(path)
    const place = fc.nat({ max: bytes.length * 8 - 1 })
    await fc.assert(
      fc.asyncProperty(place, async (bit) => {
        const changed = Buffer.from(bytes)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        writeFileSync(path, changed)
        // A new store, because one remembers what it has read by size and time.
        const store = backupStore(databaseOf(w), blockingBackupWork)
        expect((await store.facts(made.id, 'nobody' as AccountId)).good).toBe(false)
        expect(await codeOf(() => store.open(made.id))).toBe('BACKUP_DAMAGED')
      }),
      { numRuns: 100 },
    )
    writeFileSync(path, bytes)
    expect(await codeOf(async () => (await w.backups.open(made.id)).close())).toBe('ok')
  })

  it('and was given a fitting name, is still found out: every page is read', async () => {
    const { w, made } = await withBackup()
    const bytes = readFileSync(pathOf(w, made.id))
    const file = join(temporaryFolder(), 'backup.sqlite')
    writeFileSync(file, bytes)
    expect(isWhole(file)).toBe(true)
    expect(isWhole(file, 0)).toBe(true)
    bytes.fill(0xa5, 4096 * 2, 4096 * 4)
    writeFileSync(file, bytes)
    expect(isWhole(file)).toBe(false)
    expect(isWhole(file, 0)).toBe(false)
    writeFileSync(file, 'not a database')
    expect(isWhole(file)).toBe(false)
    writeFileSync(file, '')
    expect(isWhole(file)).toBe(false)
  })

  it('of another program or a newer version is not opened', async () => {
    const { w, made } = await withBackup()
    for (const pragma of ['application_id = 7', 'user_version = 999']) {
      const file = join(temporaryFolder(), 'backup.sqlite')
      writeFileSync(file, readFileSync(pathOf(w, made.id)))
      const db = new Database(file)
      db.pragma(pragma)
      db.close()
      expect(isWhole(file)).toBe(false)
    }
  })

  it('is gone when it was removed, or never was, or lies elsewhere', async () => {
    const { w, made } = await withBackup()
    const elsewhere = ['..', '.', '../latchkey.sqlite', 'latchkey.sqlite', `../backups/${made.id}`]
    for (const id of [...elsewhere, made.id.replace('asked', 'daily')]) {
      expect(await codeOf(() => w.backups.open(id)), id).toBe('BACKUP_GONE')
      expect(await codeOf(() => w.backups.facts(id, 'x' as AccountId)), id).toBe('BACKUP_GONE')
      expect(await codeOf(() => w.backups.remove(id)), id).toBe('BACKUP_GONE')
    }
    await w.backups.remove(made.id)
    expect(await codeOf(() => w.backups.open(made.id))).toBe('BACKUP_GONE')
    expect(existsSync(databaseOf(w))).toBe(true)
  })

  it('is not listed when its name is none of ours', async () => {
    const { w, made } = await withBackup()
    for (const name of [
      'latchkey.sqlite',
      made.id.replace('20261121', '20261131'),
      made.id.replace('asked', 'other'),
      `x${made.id}`,
      `${made.id}.bak`,
    ]) {
      writeFileSync(pathOf(w, name), 'x')
    }
    mkdirSync(pathOf(w, made.id.replace('asked', 'daily')))
    expect(await w.backups.list()).toEqual([made])
  })
})

describe('without room or a place for a backup', () => {
  it('a disk that is nearly full is left as it is, and said', async () => {
    const { w, made } = await withBackup()
    const room = 32 * 2 ** 20
    const store = backupStore(databaseOf(w), blockingBackupWork, () => Promise.resolve(room))
    expect(await codeOf(() => store.make('daily', 1_000))).toBe('ENOSPC')
    expect(filesIn(w)).toEqual([made.id])
  })

  it('a disk that runs full in the middle keeps nothing half', async () => {
    const { w, made } = await withBackup()
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    const work = { ...blockingBackupWork, make: () => Promise.reject(full) }
    const store = backupStore(databaseOf(w), work)
    expect(await codeOf(() => store.make('daily', 1_000))).toBe('SQLITE_FULL')
    expect(await store.list()).toEqual([made])
    // It doesn't hold up the next one.
    w.settings.set('still', 'writable')
    expect(await codeOf(() => w.backups.make('daily', 1_000))).toBe('ok')
  })

  it('a folder that cannot be made is said, and the database works on', async () => {
    const w = world()
    await w.create()
    writeFileSync(folderOf(w), 'a file where the folder should be')
    expect(await codeOf(() => w.backups.make('daily', 1_000))).toBe('EEXIST')
    expect(await w.backups.list()).toEqual([])
    w.settings.set('still', 'writable')
    w.close()
    const again = openStores(databaseOf(w))
    expect(again.settings.get('still')).toBe('writable')
    again.close()
  })
})

it('a name says the same when it is read', () => {
  const at = fc.integer({ min: 0, max: 250_000_000_000 }).map((seconds) => seconds * 1000)
  const reason = fc.constantFrom('daily', 'restore', 'asked')
  fc.assert(
    fc.property(at, reason, (time, why) => {
      const name = `${new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')}-${why}-${'0'.repeat(16)}.sqlite`
      expect(readBackupName(name)).toMatchObject({ id: name, at: time, reason: why })
    }),
  )
})
