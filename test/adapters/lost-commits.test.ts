/** SQLite reads a damaged write-ahead log only up to its first bad frame. The loss must be noticed. */
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { inspect } from '../../src/main/adapters/sqlite/inspect.ts'
import {
  readKnown,
  writeState,
  writeStateLater,
} from '../../src/main/adapters/sqlite/remembered-state.ts'
import { StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { temporaryFolder, type World, world } from '../world.ts'

const fileIn = (folder: string) => join(folder, 'latchkey.sqlite')
const stateIn = (folder: string) => readKnown(join(folder, 'backups')).state

/** Waits until the remembered state is as new as the database. */
const remembered = (w: World) =>
  expect
    .poll(() => {
      const { state, complete } = readKnown(join(w.folder, 'backups'))
      return complete && state?.commits === w.commits()
    })
    .toBe(true)

/** The data folder as a kill leaves it: the accounts are only in the log. */
async function killed(): Promise<string> {
  const w = world()
  await w.create('ada@example.com')
  await w.create('bob@example.com')
  await remembered(w)
  const folder = temporaryFolder()
  cpSync(w.folder, folder, { recursive: true })
  rmSync(`${fileIn(folder)}-shm`, { force: true })
  return folder
}

/** How many of the accounts are there, or the code of the problem that a start reports. */
function found(folder: string): number | string {
  try {
    const stores = openStores(fileIn(folder))
    const { length } = ['ada@example.com', 'bob@example.com'].flatMap((email) =>
      stores.accounts.byEmail(email as never),
    )
    stores.close()
    return length
  } catch (error) {
    if (error instanceof StoreProblem) return error.problem.code
    throw error
  }
}

const flip = (path: string, bit: number) => {
  const bytes = readFileSync(path)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  writeFileSync(path, bytes)
}

describe('a write-ahead log', () => {
  it('that is whole brings everything back after a kill', async () => {
    expect(found(await killed())).toBe(2)
  })

  it('with any bit of it changed loses nothing without a word', async () => {
    const folder = await killed()
    const log = readFileSync(`${fileIn(folder)}-wal`)
    const bits = Array.from({ length: 60 }, (_, n) => Math.floor((n * log.length * 8) / 60) + n)
    const answers = bits.map((bit) => {
      const copy = temporaryFolder()
      cpSync(folder, copy, { recursive: true })
      flip(`${fileIn(copy)}-wal`, bit)
      return found(copy)
    })
    // The changed bit may also be in a frame after the last commit, where nothing is lost.
    expect(answers.filter((one) => one !== 2 && one !== 'DATABASE_CORRUPT')).toEqual([])
    expect(answers).toContain('DATABASE_CORRUPT')
  })

  it.each([
    ['gone', (log: string) => rmSync(log)],
    ['empty', (log: string) => truncateSync(log, 0)],
    ['cut short', (log: string) => truncateSync(log, readFileSync(log).length / 2)],
  ])('that is %s is missed', async (_, damage) => {
    const folder = await killed()
    damage(`${fileIn(folder)}-wal`)
    const bytes = readFileSync(fileIn(folder))
    expect(found(folder)).toBe('DATABASE_CORRUPT')
    expect(readFileSync(fileIn(folder)).equals(bytes)).toBe(true)
  })
})

describe('a data file', () => {
  it.each(['gone', 'empty'])('that is %s is missed, also without any backup', async (how) => {
    const w = world()
    await w.create()
    w.close()
    if (how === 'gone') rmSync(fileIn(w.folder))
    else truncateSync(fileIn(w.folder), 0)
    expect(readdirSync(join(w.folder, 'backups')).toSorted()).toEqual([
      'state-a.json',
      'state-b.json',
    ])
    expect(found(w.folder)).toBe('DATABASE_CORRUPT')
    expect(existsSync(fileIn(w.folder))).toBe(how === 'empty')
  })

  it('that is an older one is not taken for the newest', async () => {
    const w = world()
    await w.create('ada@example.com')
    w.close()
    const older = readFileSync(fileIn(w.folder))
    const again = world({ folder: w.folder })
    await again.create('bob@example.com')
    again.close()
    writeFileSync(fileIn(w.folder), older)
    expect(found(w.folder)).toBe('DATABASE_CORRUPT')
  })

  it('with any bit of it changed while the app is closed is known not to be as it was', async () => {
    const w = world()
    await w.create()
    w.close()
    const bytes = readFileSync(fileIn(w.folder))
    for (let n = 0; n < 60; n += 1) {
      writeFileSync(fileIn(w.folder), bytes)
      flip(fileIn(w.folder), Math.floor((n * bytes.length * 8) / 60) + n)
      const how = (() => {
        try {
          return inspect(fileIn(w.folder)).found
        } catch (error) {
          return (error as StoreProblem).problem.code
        }
      })()
      expect(['altered', 'DATABASE_CORRUPT'], `${n}`).toContain(how)
    }
    writeFileSync(fileIn(w.folder), bytes)
    expect(inspect(fileIn(w.folder))).toMatchObject({ found: 'whole', vouched: true })
  })

  it('that someone edited opens, and is known not to be as it was', async () => {
    const w = world()
    await w.create()
    w.close()
    const db = new Database(fileIn(w.folder))
    db.prepare("UPDATE account SET language = 'fr'").run()
    db.close()
    expect(inspect(fileIn(w.folder)).found).toBe('altered')
    expect(found(w.folder)).toBe(1)
    expect(inspect(fileIn(w.folder)).found).toBe('whole')
  })
})

describe('what is remembered of the database', () => {
  it('is right when the app has ended', async () => {
    const w = world()
    await w.create()
    const commits = w.commits()
    w.close()
    expect(stateIn(w.folder)).toMatchObject({ commits, digest: expect.any(String) })
  })

  it('is right soon after every commit, while the app runs', async () => {
    const w = world()
    await w.create()
    await remembered(w)
    w.settings.set('one', 'more')
    await remembered(w)
  })

  it.each(['state-a.json', 'state-b.json'])(
    'may lose a copy (%s), and gets it back',
    async (name) => {
      const folder = await killed()
      const path = join(folder, 'backups', name)
      flip(path, 300)
      rmSync(`${fileIn(folder)}-wal`)
      expect(found(folder)).toBe('DATABASE_CORRUPT')

      const w = world()
      await w.create()
      w.close()
      writeFileSync(join(w.folder, 'backups', name), '')
      expect(found(w.folder)).toBe(1)
      expect(readKnown(join(w.folder, 'backups'))).toMatchObject({ complete: true, damaged: false })
    },
  )

  it('that is lost altogether keeps no one out, is said in the log, and is written anew', async () => {
    const w = world()
    await w.create()
    w.close()
    for (const name of ['state-a.json', 'state-b.json']) {
      writeFileSync(join(w.folder, 'backups', name), 'x')
    }
    const said: string[] = []
    const log = { error: (what: string) => void said.push(what) }
    const stores = openStores(fileIn(w.folder), { log })
    expect(stores.accounts.any()).toBe(true)
    expect(said).toEqual(['remembered state: a copy is damaged'])
    stores.close()
    expect(stateIn(w.folder)?.commits).toBeGreaterThan(0)
  })

  it('that cannot be written keeps the app from nothing', async () => {
    const w = world()
    writeFileSync(join(w.folder, 'backups'), 'a file where the folder should be')
    await w.create()
    w.close()
    expect(found(w.folder)).toBe(1)
  })

  it('that claims more than can be counted is not believed', async () => {
    const w = world()
    await w.create()
    w.close()
    const path = join(w.folder, 'backups', 'state-a.json')
    const copy = JSON.parse(readFileSync(path, 'utf8')) as { state: object }
    const state = { ...copy.state, commits: Number.MAX_SAFE_INTEGER }
    writeFileSync(path, JSON.stringify({ ...copy, state }))
    expect(readKnown(join(w.folder, 'backups')).damaged).toBe(true)
    expect(found(w.folder)).toBe(1)
  })
})

describe('the write-ahead log is moved into the file', () => {
  const logOf = (w: World) => readFileSync(`${fileIn(w.folder)}-wal`)
  const emptied = (w: World) => expect.poll(() => logOf(w)).toHaveLength(0)

  it('when no one has written for some seconds, not before', async () => {
    const w = world()
    w.idleCheckpoints()
    await w.create()
    await w.deliver()
    w.settings.set('last', 1)
    w.clock.pass(4_999)
    w.timers.run()
    await remembered(w)
    expect(logOf(w).length).toBeGreaterThan(0)
    w.clock.pass(1)
    w.timers.run()
    await emptied(w)
    await expect.poll(() => stateIn(w.folder)?.digest).toEqual(expect.any(String))
    // The file is complete now, and vouched for even if the app is killed.
    expect(inspect(fileIn(w.folder))).toMatchObject({ found: 'whole', vouched: true })
  })

  it('as soon as a session is locked', async () => {
    const w = world()
    w.idleCheckpoints()
    await w.create()
    w.app.locker.now()
    w.timers.run()
    await emptied(w)
  })

  it('at the end', async () => {
    const w = world()
    await w.create()
    w.close()
    expect(existsSync(`${fileIn(w.folder)}-wal`)).toBe(false)
  })

  it('and a kill right after what came later is no false alarm', async () => {
    const w = world()
    const checkpoints = w.idleCheckpoints()
    await w.create()
    await checkpoints.stop()
    await expect.poll(() => stateIn(w.folder)?.digest).toEqual(expect.any(String))
    w.settings.set('late', 1)
    await remembered(w)
    const folder = temporaryFolder()
    cpSync(w.folder, folder, { recursive: true })
    expect(inspect(fileIn(folder))).toMatchObject({ found: 'whole', vouched: true })
    expect(found(folder)).toBe(1)
  })

  it('and a kill in the middle of moving it is no false alarm', async () => {
    const w = world()
    await w.create()
    w.close()
    const again = world({ folder: w.folder })
    await again.create('bob@example.com')
    await again.beforeCheckpoint()
    const db = new Database(fileIn(w.folder))
    db.pragma('wal_checkpoint(PASSIVE)')
    db.close()
    const folder = temporaryFolder()
    cpSync(w.folder, folder, { recursive: true })
    expect(inspect(fileIn(folder)).found).toBe('whole')
    expect(found(folder)).toBe(2)
  })
})

it('a delayed write never replaces newer state that was written in the meantime', async () => {
  const folder = temporaryFolder()
  const copy = (turn: number) => ({
    turn,
    state: { commits: turn, seal: null, lastSeen: 0, digest: null },
  })
  let newest = 1
  await writeStateLater(folder, copy(1), () => {
    if (newest === 2) return false
    writeState(folder, copy(2))
    newest = 2
    return true
  })
  expect(readKnown(folder)).toMatchObject({ ...copy(2), complete: true })
})

it('a missing copy of the remembered state is not taken for a damaged one', () => {
  expect(readKnown(temporaryFolder())).toMatchObject({ state: null, damaged: false })
})

it('opening and closing a database without a change leaves the remembered state as it was', async () => {
  const w = world()
  await w.create()
  w.close()
  const before = readKnown(join(w.folder, 'backups'))
  expect(before.state?.digest).not.toBeNull()
  openStores(fileIn(w.folder)).close()
  expect(readKnown(join(w.folder, 'backups'))).toEqual(before)
})

it('a closed database can be closed again', () => {
  const stores = openStores(fileIn(temporaryFolder()))
  stores.close()
  expect(stores.close).not.toThrow()
})
