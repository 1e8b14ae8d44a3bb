import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { backupStore } from '../../src/main/adapters/sqlite/backup-store.ts'
import { readBackupName } from '../../src/main/adapters/sqlite/files.ts'
import { workerBackupWork } from '../../src/main/adapters/sqlite/off-main.ts'
import { StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { openLogin } from '../support/typed-entries.ts'
import { codeOf, restarted, type World, world } from '../world.ts'

function onThread(w: World) {
  const work = workerBackupWork(new URL('../support/backups-worker.mjs', import.meta.url))
  onTestFinished(work.stop)
  return { work, store: backupStore(join(w.folder, 'latchkey.sqlite'), work) }
}

async function withEntries(count: number) {
  const w = world()
  await w.create()
  w.openVault.current().add(Array.from({ length: count }, (_, n) => openLogin(`Entry ${n}`)))
  return { w, account: w.sessions.require() }
}

describe('the thread that makes and reads backups', () => {
  it('makes them of a database in use, and finds in them what was there', async () => {
    const { w, account } = await withEntries(200)
    const { store } = onThread(w)
    const made = await store.make('daily', w.clock.now())
    expect(await store.facts(made.id, account.id)).toEqual({
      good: true,
      vault: {
        id: account.vaultId,
        entries: 200,
        generation: account.generation,
        passwordChangedAt: account.passwordChangedAt,
        hasCode: false,
      },
    })
    const open = await store.open(made.id)
    expect(open.rows(account.vaultId, { after: null, limit: 1_000 })).toHaveLength(200)
    open.close()
  })

  it('lets main write meanwhile: each backup holds whole transactions', async () => {
    const { w } = await withEntries(1)
    const { store } = onThread(w)
    let writing = true
    let written = 0
    const writes = async () => {
      while (writing) {
        w.transaction(() => {
          w.settings.set('one', written)
          w.settings.set('other', written)
        })
        written += 1
        await new Promise((next) => setImmediate(next))
      }
    }
    const done = writes()
    for (let n = 0; n < 5; n += 1) {
      const { id } = await store.make('asked', n * 1_000)
      const copy = new Database(join(w.folder, 'backups', id), { readonly: true })
      const value = copy.prepare('SELECT value FROM setting WHERE key = ?').pluck()
      expect(value.get('one')).toBe(value.get('other'))
      copy.close()
    }
    writing = false
    await done
    // Main went on writing meanwhile.
    expect(written).toBeGreaterThan(5)
  })

  it('reads a database before it is opened, and says what is wrong with it', async () => {
    const { w } = await withEntries(1)
    const { work } = onThread(w)
    const file = join(w.folder, 'latchkey.sqlite')
    w.close()
    expect(await work.inspect(file)).toMatchObject({ found: 'whole', vouched: true })
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096 * 2)
    writeFileSync(file, bytes)
    const problem = { code: 'DATABASE_CORRUPT', path: file, backup: null }
    await expect(work.inspect(file)).rejects.toMatchObject({ problem })
    await expect(work.inspect(file)).rejects.toBeInstanceOf(StoreProblem)
  })

  it('empties the write-ahead log while main writes, and loses nothing of it', async () => {
    const { w } = await withEntries(200)
    const { work } = onThread(w)
    const file = join(w.folder, 'latchkey.sqlite')
    for (let n = 0; n < 20; n += 1) {
      const emptied = work.checkpoint({ file, digestUpTo: 2 ** 30 })
      for (let m = 0; m < 20; m += 1) w.settings.set('n', n * 20 + m)
      await emptied
    }
    expect(w.settings.get('n')).toBe(399)
    w.close()
    expect(restarted(w).settings.get('n')).toBe(399)
  })

  it('says what went wrong with the code of SQLite or the system', async () => {
    const { w } = await withEntries(1)
    const { work } = onThread(w)
    const check = { digest: '', account: null, whole: false }
    const gone = join(w.folder, 'nowhere.sqlite')
    expect(await codeOf(() => work.check({ ...check, path: gone }))).toBe('ENOENT')
    const task = { folder: join(w.folder, 'backups'), reason: 'asked' as const, at: 0 }
    expect(await codeOf(() => work.make({ ...task, source: gone }))).toBe('SQLITE_CANTOPEN')
    expect(readdirSync(task.folder).filter(readBackupName)).toEqual([])
    // The worker still works afterwards.
    rmSync(task.folder, { recursive: true })
    const source = join(w.folder, 'latchkey.sqlite')
    expect(await codeOf(() => work.make({ ...task, source }))).toBe('ok')
  })

  it('that ends in the middle fails what was asked, and starts again for the next', async () => {
    const { w } = await withEntries(1)
    const { work, store } = onThread(w)
    const source = join(w.folder, 'latchkey.sqlite')
    const task = { source, folder: join(w.folder, 'backups'), reason: 'asked' as const, at: 0 }
    const asked = codeOf(() => work.make(task))
    await work.stop()
    expect(await asked).toBe('Error: the thread was stopped')
    expect(await codeOf(() => store.make('asked', 1_000))).toBe('ok')
  })
})
