import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { checkWhole } from '../../src/main/adapters/sqlite/backup-read.ts'
import { schemaVersion } from '../../src/main/adapters/sqlite/schema.ts'
import { temporaryFolder, world } from '../world.ts'

it('a database is good as it was left, and damaged once a row belongs to nobody or the tables are others', async () => {
  for (const [state, edit] of [
    ['good', ''],
    ['damaged', "UPDATE vault_record SET account_id = 'nobody'"],
    ['damaged', 'DROP TABLE activity'],
  ] as const) {
    const w = world()
    await w.create()
    w.app.account.signOut()
    w.close()
    const file = join(w.folder, 'latchkey.sqlite')
    const db = new Database(file)
    db.pragma('foreign_keys = OFF')
    db.exec(edit)
    db.close()
    expect(checkWhole(file)).toMatchObject({ state, version: schemaVersion })
  }
})

it('a database that is not there is missing', () => {
  expect(checkWhole(join(temporaryFolder(), 'none.sqlite'))).toMatchObject({
    state: 'missing',
    version: 0,
  })
})

it('checking a database reads its write-ahead log and changes neither file', async () => {
  const w = world()
  await w.create()
  const folder = temporaryFolder()
  const copy = join(folder, 'copy.sqlite')
  const files = ['', '-wal']
  for (const ending of files) {
    copyFileSync(join(w.folder, `latchkey.sqlite${ending}`), `${copy}${ending}`)
  }
  w.close()
  const before = files.map((ending) => readFileSync(`${copy}${ending}`))
  expect(before[1]?.length).toBeGreaterThan(0)
  expect(checkWhole(copy)).toMatchObject({ state: 'good', version: schemaVersion })
  expect(files.map((ending) => readFileSync(`${copy}${ending}`))).toEqual(before)
})
