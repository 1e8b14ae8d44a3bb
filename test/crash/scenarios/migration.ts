import assert from 'node:assert/strict'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { isWhole } from '../../../src/main/adapters/sqlite/backup-read.ts'
import { listBackups } from '../../../src/main/adapters/sqlite/backup-store.ts'
import { applicationId, latestVersion } from '../../../src/main/adapters/sqlite/migrate.ts'
import { first } from '../../../src/main/adapters/sqlite/migrations/0001-first.ts'
import { openDatabase } from '../../../src/main/adapters/sqlite/open.ts'
import { better } from '../../support/build-world.ts'
import { inWorld, type Place, type Scenario } from '../scenario.ts'

const name = 'latchkey.sqlite'
const template = ({ folder }: Place) => join(folder, 'template.sqlite')
const profile = ({ folder }: Place, state: number) => join(folder, `${state}`)

/** A copy of the old database for this step. Its folder appears only once the copy is complete. */
function old(at: Place, state: number): string {
  const folder = profile(at, state)
  const making = join(at.folder, 'making')
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making)
  cpSync(template(at), join(making, name))
  renameSync(making, folder)
  return folder
}

/** Opening the file rolls back half a transaction, as in the app. */
const versionOf = (file: string): number => {
  const db = new Database(file)
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } finally {
    db.close()
  }
}

export const migration: Scenario = {
  what: 'databases of version 1 brought to today’s',
  async prepare(at) {
    const db = new Database(template(at))
    // The harness starts us in the project's root, which a bundled program can't find by itself.
    const data = join(process.cwd(), 'test/fixtures/database-1.sql')
    db.exec(first + readFileSync(data, 'utf8'))
    db.pragma(`application_id = ${applicationId}`)
    db.pragma('user_version = 1')
    db.close()
  },
  async work(at, from, say) {
    for (let state = from; ; state += 1) {
      say(state)
      const folder = old(at, state)
      openDatabase(join(folder, name), at.time).close()
      rmSync(profile(at, state - 1), { recursive: true, force: true })
      await new Promise((next) => setImmediate(next))
    }
  },
  async check(at, said) {
    const folder = profile(at, said)
    const version = existsSync(folder) ? await assertEither(at, folder) : 1
    for (const one of readdirSync(at.folder)) {
      if (one !== 'template.sqlite') rmSync(join(at.folder, one), { recursive: true })
    }
    return version === 1 ? said : said + 1
  },
}

/** Version 1, or a later one with a backup of version 1; everyone can sign in either way. */
async function assertEither({ time }: Place, folder: string): Promise<number> {
  const file = join(folder, name)
  const version = versionOf(file)
  assert.ok(version >= 1 && version <= latestVersion, `version ${version}`)
  const backups = await listBackups(file)
  if (version > 1) assert.equal(backups.length, 1, 'a backup of before')
  for (const { id } of backups) {
    const backup = join(folder, 'backups', id)
    assert.ok(isWhole(backup))
    assert.equal(versionOf(backup), 1)
  }
  await inWorld({ folder, time }, async (w) => {
    await w.signIn('ada@example.com', better)
    await w.signIn('bob@example.com', 'bobs own long password')
  })
  return version
}
