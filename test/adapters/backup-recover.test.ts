import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { keepCopyAside } from '../../src/main/adapters/sqlite/backup-recover.ts'
import { blockingBackupWork } from '../../src/main/adapters/sqlite/backup-work.ts'
import { appHost } from '../../src/main/host.ts'
import { estimate } from '../../src/main/workers/estimate.ts'
import { fakeComputer } from '../fakes/computer.ts'
import { fakeDesktop } from '../fakes/desktop.ts'
import { importReaders } from '../fakes/import-readers.ts'
import { fakeKeychain, neverLocked } from '../fakes/keychain.ts'
import { codeOf, day, good, hour, temporaryFolder } from '../world.ts'

const start = Date.UTC(2026, 10, 21, 9)
const ada = { email: 'ada@example.com', password: good, remember: false, language: 'en' } as const

/** The app without windows: its host on a data folder, as at a start. */
function app(dataFolder = temporaryFolder(), time = start) {
  const clock = { time, now: () => clock.time }
  const sent: string[] = []
  const windows = { send: (_: string, event: string) => sent.push(event) }
  const { computer, links } = fakeComputer()
  const host = appHost({
    dataFolder,
    computer,
    links,
    environment: {
      clock,
      keychain: neverLocked(fakeKeychain()),
      meter: { estimate: (...args) => Promise.resolve(estimate(...args)) },
      backupWork: blockingBackupWork,
      importReaders,
      log: { error: () => {} },
      desktop: fakeDesktop(),
      kdf: { memory: 64, passes: 1, lanes: 1 },
      computer: 'here',
      language: 'en',
    },
    choice: { get: () => 'own', set: () => {} },
    windows: windows as never,
    openPath: () => {},
  })
  const folder = join(dataFolder, 'own')
  const file = join(folder, 'latchkey.sqlite')
  return { host, clock, sent, dataFolder, folder, file, backups: join(folder, 'backups') }
}
type App = ReturnType<typeof app>

const use = ({ host }: App) => {
  const services = host.services()
  if (services === null) throw new Error('not open')
  return services
}

/** Leaves the data as a newer version would. */
function madeNewer({ file }: App, version: string): void {
  const db = new Database(file)
  const set = db.prepare("INSERT OR REPLACE INTO setting VALUES ('app.version', ?)")
  set.run(JSON.stringify(version))
  db.pragma('user_version = 999')
  db.close()
}

/** A closed app with one account, a backup, and a second account created after it. */
async function twoDays(): Promise<App> {
  const a = app()
  await a.host.open()
  await use(a).account.create(ada)
  await use(a).backup.make(undefined)
  await use(a).account.create({ ...ada, email: 'bob@example.com' })
  use(a).account.signOut()
  a.host.close()
  return app(a.dataFolder, start + day)
}

function damage({ file }: App): Buffer {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096 * 2)
  writeFileSync(file, bytes)
  return bytes
}

const signsIn = (a: App, email: string) => codeOf(() => use(a).account.signIn({ ...ada, email }))
const asideOf = ({ folder }: App) => readdirSync(folder).filter((name) => /damaged/.test(name))

describe('a database that cannot be read', () => {
  it('is named, with the newest good backup, and nothing is moved before somebody says so', async () => {
    const a = await twoDays()
    const bytes = damage(a)
    await a.host.open()
    expect(a.host.problem()).toEqual({
      code: 'DATABASE_CORRUPT',
      path: a.file,
      backup: { at: start },
    })
    expect(a.host.services()).toBeNull()
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
  })

  it('gives way to the backup, and is kept beside it as it was', async () => {
    const a = await twoDays()
    const bytes = damage(a)
    await a.host.open()
    expect(await a.host.recover()).toBeNull()
    expect(a.host.problem()).toBeNull()
    expect(a.sent).toContain('state-changed')
    expect(await signsIn(a, 'ada@example.com')).toBe('ok')
    expect(await signsIn(a, 'bob@example.com')).toBe('SIGN_IN_FAILED')
    const [aside = ''] = asideOf(a)
    expect(aside).toBe('latchkey.sqlite.damaged-20261122T090000Z')
    expect(readFileSync(join(a.folder, aside)).equals(bytes)).toBe(true)
    a.host.close()
  })

  it('is kept with what its write-ahead log held, which must not be read into the backup', async () => {
    const a = await twoDays()
    // As after a kill: the last write is only in the log.
    const db = new Database(a.file)
    db.pragma('wal_autocheckpoint = 0')
    db.prepare("INSERT INTO setting VALUES ('late', '1')").run()
    const log = readFileSync(`${a.file}-wal`)
    db.close()
    const bytes = damage(a)
    writeFileSync(`${a.file}-wal`, log)
    await a.host.open()
    expect(a.host.problem()?.code).toBe('DATABASE_CORRUPT')
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
    expect(readFileSync(`${a.file}-wal`).equals(log)).toBe(true)
    await a.host.recover()
    const [aside = '', asideLog = ''] = asideOf(a)
    expect(readFileSync(join(a.folder, aside)).equals(bytes)).toBe(true)
    expect(readFileSync(join(a.folder, asideLog)).equals(log)).toBe(true)
    expect(await signsIn(a, 'ada@example.com')).toBe('ok')
    a.host.close()
  })

  it('passes over a backup that is damaged as well', async () => {
    const a = await twoDays()
    const [older = ''] = readdirSync(a.backups)
    const newer = older.replace('20261121', '20261122')
    const bytes = readFileSync(join(a.backups, older))
    bytes[9000] = (bytes[9000] ?? 0) ^ 1
    writeFileSync(join(a.backups, newer), bytes)
    damage(a)
    await a.host.open()
    expect(a.host.problem()?.backup).toEqual({ at: start })
  })

  it('without a good backup stays where it is', async () => {
    const a = await twoDays()
    rmSync(a.backups, { recursive: true })
    const bytes = damage(a)
    await a.host.open()
    expect(a.host.problem()).toMatchObject({ code: 'DATABASE_CORRUPT', backup: null })
    expect(await codeOf(() => a.host.recover())).toBe('BACKUP_GONE')
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
    expect(asideOf(a)).toEqual([])
    // The failed attempt has no after-effect: the app still answers.
    await a.host.settled()
    expect(a.host.problem()?.code).toBe('DATABASE_CORRUPT')
  })

  it('that is right again by then is opened as it is', async () => {
    const a = await twoDays()
    const before = readFileSync(a.file)
    damage(a)
    await a.host.open()
    writeFileSync(a.file, before)
    await a.host.recover()
    expect(await signsIn(a, 'bob@example.com')).toBe('ok')
    expect(asideOf(a)).toEqual([])
    a.host.close()
  })

  it('may be damaged twice: both are kept', async () => {
    const a = await twoDays()
    for (let round = 0; round < 2; round += 1) {
      damage(a)
      await a.host.open()
      await a.host.recover()
      a.host.close()
    }
    expect(asideOf(a)).toEqual([
      'latchkey.sqlite.damaged-20261122T090000Z',
      'latchkey.sqlite.damaged-20261122T090000Z-2',
    ])
  })

  it('can be recovered again after a recovery that was cut off', async () => {
    const a = await twoDays()
    damage(a)
    writeFileSync(`${a.file}.recovering`, 'half of a backup')
    writeFileSync(`${a.file}.recovering-journal`, 'half of a journal')
    await a.host.open()
    expect(await codeOf(() => a.host.recover())).toBe('ok')
    expect(await signsIn(a, 'ada@example.com')).toBe('ok')
    expect(readdirSync(a.folder).filter((name) => name.includes('recovering'))).toEqual([])
    a.host.close()
  })

  it('is copied aside by itself when it has no write-ahead log', async () => {
    const file = join(temporaryFolder(), 'latchkey.sqlite')
    writeFileSync(file, 'some pages')
    await keepCopyAside(file, start)
    const aside = `${file}.damaged-20261121T090000Z`
    expect(readFileSync(aside, 'utf8')).toBe('some pages')
    expect(existsSync(`${aside}-wal`)).toBe(false)
  })

  it('brings back no mail and no link of then, and says what happened', async () => {
    const a = await twoDays()
    const id = readdirSync(a.backups)[0] ?? ''
    const backup = new Database(join(a.backups, id), { readonly: true })
    expect(backup.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(1)
    backup.close()
    damage(a)
    await a.host.open()
    await a.host.recover()
    a.host.close()
    const db = new Database(a.file, { readonly: true })
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
    const kinds = db.prepare('SELECT kind FROM activity WHERE account_id IS NULL').pluck().all()
    expect(kinds).toContain('backup_restored')
    db.close()
  })
})

describe('going back to a backup', () => {
  it('is refused while the database can be used', async () => {
    const a = await twoDays()
    await a.host.open()
    const session = await use(a).account.signIn(ada)
    await a.host.recover()
    expect(use(a).session()?.email).toBe(session.email)
    expect(asideOf(a)).toEqual([])
    a.host.close()
  })

  it('moves nothing for a database of a newer version by itself, and says which version that was', async () => {
    const a = await twoDays()
    madeNewer(a, '0.9.0')
    const bytes = readFileSync(a.file)
    await a.host.open()
    expect(a.host.problem()).toEqual({
      code: 'DATABASE_NEWER',
      path: a.file,
      backup: { at: expect.any(Number) },
      madeBy: '0.9.0',
    })
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
    expect(asideOf(a)).toEqual([])
  })

  it('opens the copy that this version can read when that is asked for, and keeps the newer data whole', async () => {
    const a = await twoDays()
    madeNewer(a, '0.9.0')
    const bytes = readFileSync(a.file)
    await a.host.open()
    await a.host.recover()
    expect(a.host.problem()).toBeNull()
    expect((await use(a).account.signIn(ada)).email).toBe(ada.email)
    const kept = readdirSync(a.folder).filter((name) => name.includes('.newer-'))
    expect(kept).toHaveLength(1)
    expect(readFileSync(join(a.folder, kept[0] ?? '')).equals(bytes)).toBe(true)
    a.host.close()
  })

  it('keeps data from before the first release whole beside the backup that takes its place', async () => {
    const a = await twoDays()
    const db = new Database(a.file)
    db.pragma('user_version = 5')
    db.close()
    const bytes = readFileSync(a.file)
    await a.host.open()
    expect(a.host.problem()).toMatchObject({ code: 'DATABASE_OLDER', backup: { at: start } })
    await a.host.recover()
    expect((await use(a).account.signIn(ada)).email).toBe(ada.email)
    const kept = readdirSync(a.folder).filter((name) => name.includes('.older-'))
    expect(kept).toHaveLength(1)
    expect(readFileSync(join(a.folder, kept[0] ?? '')).equals(bytes)).toBe(true)
    a.host.close()
  })

  it('says nothing of a version where a newer one keeps it elsewhere, or wrote nonsense', async () => {
    const a = await twoDays()
    madeNewer(a, '<b>newest</b>')
    await a.host.open()
    expect(a.host.problem()).not.toHaveProperty('madeBy')
  })

  it('leaves everything as it was when the disk will not take it', async () => {
    const a = await twoDays()
    const bytes = damage(a)
    await a.host.open()
    // The copy can't be written where a folder is: `EISDIR` stands for any error of a disk.
    mkdirSync(join(`${a.file}.recovering`, 'x'), { recursive: true })
    expect(await codeOf(() => a.host.recover())).not.toBe('ok')
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
    expect(asideOf(a)).toEqual([])
    rmSync(`${a.file}.recovering`, { recursive: true })
    expect(await codeOf(() => a.host.recover())).toBe('ok')
    a.host.close()
  })
})

describe('a data file that is gone, or empty, beside its backups', () => {
  it.each(['gone', 'empty'])('is not taken for a first start (%s)', async (how) => {
    const a = await twoDays()
    renameSync(a.file, `${a.file}.elsewhere`)
    if (how === 'empty') writeFileSync(a.file, '')
    await a.host.open()
    expect(a.host.problem()).toMatchObject({ code: 'DATABASE_CORRUPT', backup: { at: start } })
    expect(existsSync(a.file)).toBe(how === 'empty')
    await a.host.recover()
    expect(await signsIn(a, 'ada@example.com')).toBe('ok')
    a.host.close()
  })
})

/** Closed properly, and then the newest account removed from the file, as if a log had been lost. */
async function incomplete(): Promise<App> {
  const a = app()
  await a.host.open()
  await use(a).account.create(ada)
  await use(a).backup.make(undefined)
  use(a).account.signOut()
  await a.host.endMail()
  a.host.close()
  const b = app(a.dataFolder, start + hour)
  await b.host.open()
  await use(b).account.create({ ...ada, email: 'bob@example.com' })
  await b.host.endMail()
  b.host.close()
  const older = readFileSync(b.file)
  const c = app(a.dataFolder, start + 2 * hour)
  await c.host.open()
  await use(c).account.create({ ...ada, email: 'carl@example.com' })
  await c.host.endMail()
  c.host.close()
  writeFileSync(a.file, older)
  return app(a.dataFolder, start + day)
}

describe('a data file whose newest changes are lost', () => {
  it('is opened by no one but its person, who is told how much is there and which is newer', async () => {
    const a = await incomplete()
    const bytes = readFileSync(a.file)
    await a.host.open()
    expect(a.host.problem()).toEqual({
      code: 'DATABASE_CORRUPT',
      path: a.file,
      backup: { at: start, newer: false },
      readable: { lastAt: start + hour },
    })
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
    expect(asideOf(a)).toEqual([])
  })

  it('can be gone on with: all that is there stays, it is said, and it is kept as it was', async () => {
    const a = await incomplete()
    const bytes = readFileSync(a.file)
    await a.host.open()
    expect(await a.host.openAnyway()).toBeNull()
    expect(a.host.problem()).toBeNull()
    expect(a.sent).toContain('state-changed')
    expect(await signsIn(a, 'bob@example.com')).toBe('ok')
    expect(await signsIn(a, 'carl@example.com')).toBe('SIGN_IN_FAILED')
    expect(await signsIn(a, 'ada@example.com')).toBe('ok')
    expect(
      use(a)
        .account.home()
        .activity.map(({ kind }) => kind),
    ).toContain('data_incomplete')
    const [aside = ''] = asideOf(a)
    expect(readFileSync(join(a.folder, aside)).equals(bytes)).toBe(true)
    a.host.close()
    const later = app(a.dataFolder, start + 2 * day)
    await later.host.open()
    expect(later.host.problem()).toBeNull()
    later.host.close()
  })

  it('gives way to a backup that has more in it', async () => {
    const a = await incomplete()
    const older = readFileSync(a.file)
    const copy = app(a.dataFolder, start + day)
    await copy.host.open()
    await copy.host.openAnyway()
    await use(copy).account.signIn(ada)
    await use(copy).backup.make(undefined)
    await copy.host.endMail()
    copy.host.close()
    writeFileSync(a.file, older)
    await a.host.open()
    expect(a.host.problem()?.backup).toEqual({ at: start + day, newer: true })
    await a.host.recover()
    expect(a.host.problem()).toBeNull()
    expect(await signsIn(a, 'bob@example.com')).toBe('ok')
    a.host.close()
  })

  it.each(['the backup', 'what is there'])(
    'is asked about once: after going on with %s nothing is, also where the app is killed',
    async (which) => {
      const a = await incomplete()
      await a.host.open()
      await (which === 'the backup' ? a.host.recover() : a.host.openAnyway())
      expect(await signsIn(a, 'ada@example.com')).toBe('ok')
      const killed = app(temporaryFolder(), start + day)
      cpSync(a.folder, killed.folder, { recursive: true })
      a.host.close()
      await killed.host.open()
      expect(killed.host.problem()).toBeNull()
      killed.host.close()
    },
  )

  it('lets no link of before work again, once it is gone on with', async () => {
    const a = await incomplete()
    const db = new Database(a.file)
    db.prepare(`INSERT INTO link_request SELECT 'one', id, 'reset', email_key, generation, 'sent', ?,
      ?, 0 FROM account LIMIT 1`).run(start, start + 3 * day)
    db.close()
    await a.host.open()
    await a.host.openAnyway()
    a.host.close()
    const after = new Database(a.file, { readonly: true })
    expect(after.prepare('SELECT DISTINCT state FROM link_request').pluck().all()).toEqual([
      'superseded',
    ])
    after.close()
  })
})

describe('a data file that is not as it was left', () => {
  /** Changes one letter of an address, as a bad disk might. */
  async function altered(): Promise<App> {
    const a = await twoDays()
    const bytes = readFileSync(a.file)
    const place = bytes.indexOf('bob@example.com')
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(a.file, bytes)
    return a
  }

  it('is not opened without a word', async () => {
    const a = await altered()
    const bytes = readFileSync(a.file)
    await a.host.open()
    expect(a.host.problem()).toMatchObject({
      code: expect.stringMatching(/^DATABASE_(ALTERED|CORRUPT)$/),
      backup: { at: start },
    })
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
  })

  it('that can be read is opened once its person says so, and the owner’s list says it', async () => {
    const a = await twoDays()
    const db = new Database(a.file)
    db.prepare("UPDATE account SET language = 'fr'").run()
    db.close()
    await a.host.open()
    expect(a.host.problem()).toMatchObject({
      code: 'DATABASE_ALTERED',
      readable: { lastAt: start },
    })
    await a.host.openAnyway()
    expect(a.host.problem()).toBeNull()
    expect(await signsIn(a, 'bob@example.com')).toBe('ok')
    expect(await signsIn(a, 'ada@example.com')).toBe('ok')
    expect(
      use(a)
        .account.home()
        .activity.map(({ kind }) => kind),
    ).toContain('data_altered')
    expect(asideOf(a)).toEqual([])
    a.host.close()
    const later = app(a.dataFolder, start + 2 * day)
    await later.host.open()
    expect(later.host.problem()).toBeNull()
    later.host.close()
  })

  it('is gone on with only where it can be read', async () => {
    const a = await twoDays()
    const bytes = damage(a)
    await a.host.open()
    await a.host.openAnyway()
    expect(a.host.problem()?.code).toBe('DATABASE_CORRUPT')
    expect(readFileSync(a.file).equals(bytes)).toBe(true)
  })
})

describe('before a data file is opened', () => {
  it.each([
    ['a small one is read through at once', 1, 0],
    ['a large one is read through on another thread', 9 * 2 ** 20, 1],
  ])('%s', async (_, bytes, times) => {
    const a = await twoDays()
    const db = new Database(a.file)
    db.prepare("INSERT INTO setting VALUES ('large', ?)").run(JSON.stringify('x'.repeat(bytes)))
    db.close()
    const inspect = vi.spyOn(blockingBackupWork, 'inspect')
    await a.host.open()
    expect(inspect).toHaveBeenCalledTimes(times)
    // Either way the change is noticed.
    expect(a.host.problem()?.code).toBe('DATABASE_ALTERED')
  })
})

it('the app makes a backup of its own soon after a start, and one a day from then on', async () => {
  const a = await twoDays()
  rmSync(a.backups, { recursive: true })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    await a.host.open()
    const dailies = () =>
      existsSync(a.backups) ? readdirSync(a.backups).filter((name) => /daily/.test(name)) : []
    vi.advanceTimersByTime(5_000)
    await expect.poll(dailies).toHaveLength(1)
    a.clock.time += day
    vi.advanceTimersByTime(3_600_000)
    await expect.poll(dailies).toHaveLength(2)
    a.host.close()
  } finally {
    vi.useRealTimers()
  }
})
