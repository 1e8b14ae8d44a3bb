/**
 * One or two files of a data folder are damaged, and then the app starts. Everything that was committed
 * must be there, or the start must report that something is wrong.
 */
import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  newestGoodBackup,
  putBackupInPlace,
} from '../../src/main/adapters/sqlite/backup-recover.ts'
import { blockingBackupWork } from '../../src/main/adapters/sqlite/backup-work.ts'
import { readBackupName } from '../../src/main/adapters/sqlite/files.ts'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { inspect } from '../../src/main/adapters/sqlite/inspect.ts'
import { readKnown } from '../../src/main/adapters/sqlite/remembered-state.ts'
import { StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { buildWorld, good, hour, type World } from '../support/build-world.ts'
import { someEntries } from '../support/entries.ts'
import { type Chance, chanceOf, damage } from './damages.ts'

/** A data folder to damage, and everything in it. */
interface Place {
  readonly name: 'closed' | 'killed'
  readonly folder: string
  readonly rows: string
}

export interface Campaign {
  /** @returns what happened @throws if something is missing and nothing reports it */
  one(seed: number): Promise<Outcome>
  remove(): void
}

/**
 * - `whole`: everything is there.
 * - `readable`: the start asks whether to continue with what can be read.
 * - `damaged`: the start reports that nothing can be read, with or without a backup to restore.
 */
export type Outcome = 'whole' | 'readable' | 'damaged'

const start = Date.UTC(2026, 10, 21, 9)
const fileIn = (folder: string) => join(folder, 'latchkey.sqlite')

/** Every row of every table, except what each start writes. */
function rowsOf(file: string): string {
  const db = new Database(file, { readonly: true })
  try {
    const names = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all()
    const tables = names.filter((name) => name !== 'row_seal')
    return JSON.stringify(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]))
  } finally {
    db.close()
  }
}

export async function campaign(): Promise<Campaign> {
  const root = mkdtempSync(join(tmpdir(), 'latchkey-damage-'))
  const places = [await closed(join(root, 'closed')), await killed(join(root, 'killed'))]
  const backups = new Map<string, string>()
  for (const { folder } of places) {
    for (const name of readdirSync(join(folder, 'backups')).filter(readBackupName)) {
      backups.set(name, rowsOf(join(folder, 'backups', name)))
    }
  }

  return {
    remove: () => rmSync(root, { recursive: true, force: true }),
    async one(seed) {
      const chance = chanceOf(seed)
      const place = places[chance(places.length)]
      assert.ok(place)
      const folder = join(root, 'damaged')
      rmSync(folder, { recursive: true, force: true })
      cpSync(place.folder, folder, { recursive: true })
      const done = Array.from({ length: 1 + chance(2) }, () => damageOne(folder, chance))
      try {
        return await outcomeOf(place, folder)
      } catch (error) {
        throw new Error(`seed ${seed}, ${place.name}: ${done.join('; ')}`, { cause: error })
      }
    },
  }

  async function outcomeOf(place: Place, folder: string): Promise<Outcome> {
    const found = foundIn(folder)
    if (found === 'whole') {
      openStores(fileIn(folder)).close()
      assert.equal(rowsOf(fileIn(folder)), place.rows, 'rows that are not as they were')
      return found
    }
    await recovered(folder)
    return found
  }

  /** A backup that is offered must have its original contents, and open without a further problem. */
  async function recovered(folder: string): Promise<void> {
    const backup = await newestGoodBackup(fileIn(folder), blockingBackupWork)
    if (backup === null) return
    const path = join(folder, 'backups', backup.id)
    assert.equal(rowsOf(path), backups.get(backup.id), 'a backup that is not as it was')
    await putBackupInPlace(fileIn(folder), backup, start + 24 * hour)
    assert.equal(foundIn(folder), 'whole')
    openStores(fileIn(folder)).close()
  }
}

function foundIn(folder: string): Outcome {
  try {
    return inspect(fileIn(folder)).found === 'whole' ? 'whole' : 'readable'
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error
    assert.equal(error.problem.code, 'DATABASE_CORRUPT')
    return 'damaged'
  }
}

/** Damages the database and its log more often than the other files. */
function damageOne(folder: string, chance: Chance): string {
  const beside = readdirSync(join(folder, 'backups')).map((name) => join('backups', name))
  const own = ['', '', '', '-wal', '-wal', '-wal', '-shm'].map((end) => `latchkey.sqlite${end}`)
  const all = [...own, ...beside]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
  return damage(all[chance(all.length)] ?? fileIn(folder), chance)
}

/** Two people with entries, and backups from before the second one came. */
async function lived(folder: string): Promise<World> {
  const w = buildWorld({ folder, time: start })
  await w.withMail()
  await w.create('ada@example.com')
  w.openVault.current().add(someEntries)
  await w.deliver()
  await w.backups.make('daily', start)
  await w.backups.make('asked', start + 1_000)
  w.close()
  const later = buildWorld({ folder, time: start + hour, keychain: w.keychain })
  await later.create('bob@example.com', good)
  later.openVault.current().add(someEntries)
  return later
}

async function closed(folder: string): Promise<Place> {
  const w = await lived(folder)
  w.close()
  return { name: 'closed', folder, rows: rowsOf(fileIn(folder)) }
}

/** As a kill leaves it once the last commit has been recorded outside the database. */
async function killed(folder: string): Promise<Place> {
  const running = `${folder}-running`
  const w = await lived(running)
  const known = () => readKnown(join(running, 'backups'))
  while (!known().complete || known().state?.commits !== w.commits()) await pause(20)
  cpSync(running, folder, { recursive: true })
  w.close()
  return { name: 'killed', folder, rows: rowsOf(fileIn(running)) }
}
