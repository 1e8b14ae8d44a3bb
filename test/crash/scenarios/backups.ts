import assert from 'node:assert/strict'
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import {
  newestGoodBackup,
  putBackupInPlace,
} from '../../../src/main/adapters/sqlite/backup-recover.ts'
import { blockingBackupWork } from '../../../src/main/adapters/sqlite/backup-work.ts'
import { StoreProblem } from '../../../src/main/adapters/sqlite/store-problem.ts'
import type { World } from '../../support/build-world.ts'
import {
  assertEntries,
  byTitle,
  email,
  entriesOf,
  inWorld,
  type Place,
  passwordOf,
  type Scenario,
  someEntries,
} from '../scenario.ts'

/** What the vault contains in even states and in odd ones. */
const even = someEntries(20)
const odd = [...someEntries(30).slice(10, 20), ...someEntries(10, ', changed')]

async function prepareBoth(at: Place): Promise<void> {
  await inWorld(at, async (w) => {
    await w.create(email, passwordOf(0))
    const vault = w.openVault.current()
    const [ids] = [vault.add(even)]
    w.settings.set('test.even', (await w.backups.make('asked', at.time)).id)
    vault.remove(ids.slice(0, 10))
    vault.add(odd.slice(10))
    w.settings.set('test.odd', (await w.backups.make('asked', at.time + 1_000)).id)
    await restore(w, 0)
  })
}

async function restore(w: World, state: number): Promise<void> {
  const id = String(w.settings.get(state % 2 === 0 ? 'test.even' : 'test.odd'))
  await w.app.backup.restore({ id, by: null, password: passwordOf(0) })
}

export const backupAndRestore: Scenario = {
  what: 'backups made and restored',
  prepare: prepareBoth,
  work: (at, from, say) =>
    inWorld(at, async (w) => {
      await w.signIn(email, passwordOf(0))
      for (let state = from; ; state += 1) {
        say(state)
        w.clock.pass(60_000)
        await restore(w, state + 1)
      }
    }),
  check: (at, said) =>
    inWorld(at, async (w) => {
      await w.signIn(email, passwordOf(0))
      const isEven = entriesOf(w).some(({ content }) => content.title === 'Entry 0')
      assertEntries(w, byTitle(isEven ? even : odd))
      const backups = await w.app.backup.list(undefined)
      assert.ok(backups.every(({ good }) => good))
      // Two requested ones, three from before restores, and those that kills kept from being tidied away.
      assert.ok(backups.length >= 2 && backups.length <= 10, `${backups.length} backups`)
      return (said % 2 === 0) === isEven ? said : said + 1
    }),
}

const fileOf = ({ folder }: Place) => join(folder, 'latchkey.sqlite')

/** As the app does once a person has confirmed it. */
async function recover(at: Place): Promise<void> {
  const backup = await newestGoodBackup(fileOf(at), blockingBackupWork)
  assert.ok(backup, 'a good backup')
  await putBackupInPlace(fileOf(at), backup, at.time)
}

function damage(at: Place): void {
  const file = openSync(fileOf(at), 'r+')
  writeSync(file, Buffer.alloc(4096 * 3, 0xa5), 0, 4096 * 3, 4096)
  closeSync(file)
}

export const fileRecovered: Scenario = {
  what: 'damaged databases replaced by their backup',
  prepare: (at) =>
    inWorld(at, async (w) => {
      await w.create(email, passwordOf(0))
      w.openVault.current().add(even)
      await w.backups.make('daily', at.time)
    }),
  async work(at, from, say) {
    for (let state = from; ; state += 1) {
      say(state)
      damage(at)
      await recover({ ...at, time: at.time + state * 1_000 })
      await inWorld(at, async (w) => void (await w.signIn(email, passwordOf(0))))
      clearAside(at)
    }
  },
  async check(at, said) {
    // It must never look like a first start, whatever is missing.
    assert.ok(existsSync(fileOf(at)), 'a data file')
    const open = () =>
      inWorld(at, async (w) => {
        await w.signIn(email, passwordOf(0))
        assertEntries(w, byTitle(even))
      })
    const readable = await open().then(
      () => true,
      (error: unknown) => {
        assert.ok(error instanceof StoreProblem, String(error))
        assert.equal(error.problem.code, 'DATABASE_CORRUPT')
        return false
      },
    )
    if (!readable) {
      await recover(at)
      await open()
    }
    clearAside(at)
    return readable ? said + 1 : said
  },
}

/** The app keeps these files for good; a disk would not hold a thousand. */
function clearAside({ folder }: Place): void {
  for (const name of readdirSync(folder)) {
    if (name.includes('.damaged-')) rmSync(join(folder, name))
  }
}
