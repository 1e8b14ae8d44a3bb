import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UnlockMethod } from '@contract/channels'
import type { BackupView } from '@contract/safety-models'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { OpenEntry } from '../../src/main/domain/entry.ts'
import type { EntryId, SecretKey } from '../../src/main/domain/ids.ts'
import { keepCode } from '../support/entries.ts'
import { aLogin, aNote, openLogin, passwordOf, save, titles } from '../support/typed-entries.ts'
import { better, codeOf, day, good, restarted, type World, world } from '../world.ts'

const email = 'ada@example.com'

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

/** Three entries and a backup of them; afterwards one is changed, one deleted and one added. */
async function changedSince() {
  const w = await signedIn()
  const bank = await save(w, aLogin({ title: 'Bank', password: 'as it was then' }))
  const boat = await save(w, aNote({ title: 'Boat', notes: 'left as it is' }))
  const club = await save(w, aLogin({ title: 'Club' }))
  const before = entriesOf(w)
  const id = await backup(w)
  w.clock.pass(60_000)
  await save(w, aLogin({ title: 'Bank', password: 'another by now' }), bank.id)
  w.app.vault.trash({ ids: [club.id] })
  w.app.vault.delete({ ids: [club.id] })
  await save(w, aLogin({ title: 'New since then' }))
  return { w, id, bank, boat, club, before }
}

async function backup(w: World): Promise<string> {
  const [newest] = await w.app.backup.make(undefined)
  if (newest === undefined) throw new Error('no backup was made')
  return newest.id
}

const entriesOf = (w: World): ReadonlyMap<EntryId, OpenEntry> =>
  new Map([...w.openVault.current().entries()].map(({ id, entry }) => [id, entry]))
const restore = (w: World, id: string, by: UnlockMethod | null = null, password = good) =>
  w.app.backup.restore({ id, by, password })
const preview = (w: World, id: string, by: UnlockMethod | null = null) =>
  w.app.backup.preview({ id, by })
const list = async (w: World): Promise<readonly BackupView[]> => w.app.backup.list(undefined)

/** A reset by email on a computer that has lost its keychain: the previous vault stays sealed. */
async function sealedBy(w: World, password = better) {
  w.keychain.mark += 1
  const later = restarted(w)
  await later.withMail()
  const { ref, outcome } = await later.paste(await later.resetLink(email))
  expect(outcome?.kind).toBe('sealed')
  await later.app.link.redeemReset({ ref, password, expected: 'sealed' })
  await later.signIn(email, password)
  return later
}

describe('the list of backups', () => {
  it('says when and why each was made, how large it is and how many entries it holds', async () => {
    const w = await signedIn()
    await save(w, aLogin())
    await backup(w)
    w.clock.pass(day)
    await save(w, aNote())
    const [newest, oldest, ...others] = await w.app.backup.make(undefined)
    expect(others).toEqual([])
    const common = { reason: 'asked', opensWith: 'session', good: true }
    expect(newest).toMatchObject({ ...common, at: w.clock.now(), entries: 2 })
    expect(oldest).toMatchObject({ ...common, at: w.clock.now() - day, entries: 1 })
    expect(newest?.bytes).toBeGreaterThan(4096)
  })

  it('says which password opens each, and since when it was the password', async () => {
    const w = await signedIn()
    const { passwordChangedAt } = w.sessions.require()
    const id = await backup(w)
    const then = { id, opensWith: 'session', passwordSetAt: passwordChangedAt, hasCode: false }
    expect(await list(w)).toMatchObject([{ ...then, samePassword: true }])
    w.clock.pass(day)
    await w.app.account.changePassword({ current: good, next: better })
    await keepCode(w, better)
    const next = await backup(w)
    expect(await list(w)).toMatchObject([
      { id: next, passwordSetAt: w.clock.now(), samePassword: true, hasCode: true },
      { ...then, samePassword: false },
    ])
  })

  it('is each person’s own: one who came later is not in it', async () => {
    const w = await signedIn()
    await save(w, aLogin())
    const id = await backup(w)
    await w.create('bob@example.com')
    expect(await list(w)).toMatchObject([{ id, entries: null, opensWith: 'nothing', good: true }])
    expect(await codeOf(() => preview(w, id))).toBe('BACKUP_GONE')
    expect(await codeOf(() => restore(w, id))).toBe('BACKUP_GONE')
  })

  it('is nobody’s who is not signed in', async () => {
    const w = await signedIn()
    const id = await backup(w)
    w.app.account.signOut()
    for (const work of [() => list(w), () => w.app.backup.make(undefined)]) {
      expect(await codeOf(work)).toBe('NOT_SIGNED_IN')
    }
    expect(await codeOf(() => preview(w, id))).toBe('NOT_SIGNED_IN')
    expect(await codeOf(() => restore(w, id))).toBe('NOT_SIGNED_IN')
    expect(await w.backups.list()).toHaveLength(1)
  })

  it('shows a damaged one as what it is, and nothing is restored from it', async () => {
    const { w, id } = await changedSince()
    const path = join(w.folder, 'backups', id)
    const bytes = readFileSync(path)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    writeFileSync(path, bytes)
    expect(await list(w)).toMatchObject([{ id, good: false, entries: null, opensWith: 'nothing' }])
    const before = entriesOf(w)
    expect(await codeOf(() => preview(w, id))).toBe('BACKUP_DAMAGED')
    expect(await codeOf(() => restore(w, id))).toBe('BACKUP_DAMAGED')
    expect(entriesOf(w)).toEqual(before)
  })
})

describe('a restore', () => {
  it('says before what it would do, and that changes nothing', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    expect(await preview(w, id)).toEqual({ back: 1, changed: 1, gone: 1, same: 1 })
    expect(entriesOf(w)).toEqual(before)
    expect(await list(w)).toHaveLength(1)
  })

  it('makes every entry what it was then, and no other is left', async () => {
    const { w, id, before, bank } = await changedSince()
    expect(await restore(w, id)).toBeNull()
    expect(entriesOf(w)).toEqual(before)
    expect(await titles(w)).toEqual(['Bank', 'Boat', 'Club'])
    expect(w.activity(email)).toContain('backup_restored')
    const later = restarted(w)
    await later.signIn()
    expect(entriesOf(later)).toEqual(before)
    expect(await passwordOf(later, bank.id)).toBe('as it was then')
  })

  it('makes a backup of now first, so that it can be taken back', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    await restore(w, id)
    const [undo] = (await list(w)).filter(({ reason }) => reason === 'restore')
    expect(undo).toMatchObject({ entries: 3, opensWith: 'session', good: true })
    await restore(w, undo?.id ?? '')
    expect(entriesOf(w)).toEqual(before)
  })

  it('asks for the password, and waits after wrong ones as a sign-in does', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(await codeOf(() => restore(w, id, null, better))).toBe('WRONG_PASSWORD')
    }
    expect(await codeOf(() => restore(w, id))).toBe('WAIT')
    expect(entriesOf(w)).toEqual(before)
    expect(await w.backups.list()).toHaveLength(1)
  })

  it('does not happen where no backup of now can be made first', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    w.backups.make = () => Promise.reject(full)
    expect(await codeOf(() => restore(w, id))).toBe('ENOSPC')
    expect(entriesOf(w)).toEqual(before)
  })

  it('keeps what was only looked at since: that is no change', async () => {
    const w = await signedIn()
    const { id: entry } = await save(w, aLogin())
    const id = await backup(w)
    w.clock.pass(60_000)
    await w.app.vault.copy({ id: entry, field: { kind: 'password' } })
    const before = entriesOf(w)
    expect(before.get(entry as EntryId)?.content.usedAt).toBe(w.clock.now())
    expect(await preview(w, id)).toEqual({ back: 0, changed: 0, gone: 0, same: 1 })
    await restore(w, id)
    expect(entriesOf(w)).toEqual(before)
  })

  it('touches nobody else’s entries', async () => {
    const w = await signedIn()
    await w.create('bob@example.com', better)
    await save(w, aLogin({ title: 'Of Bob' }))
    await w.signIn()
    const id = await backup(w)
    await w.signIn('bob@example.com', better)
    await save(w, aLogin({ title: 'Of Bob, later' }))
    await w.signIn()
    await save(w, aLogin({ title: 'Of Ada' }))
    await restore(w, id)
    expect(await titles(w)).toEqual([])
    await w.signIn('bob@example.com', better)
    expect(await titles(w)).toEqual(['Of Bob', 'Of Bob, later'])
  })

  it('brings back an entry that was damaged since', async () => {
    const { w, id, before, boat } = await changedSince()
    w.app.account.signOut()
    damageEntry(w, boat.id)
    await w.signIn()
    expect(await codeOf(() => w.app.vault.entry({ id: boat.id }))).toBe('ENTRY_DAMAGED')
    expect(await preview(w, id)).toEqual({ back: 1, changed: 2, gone: 1, same: 0 })
    await restore(w, id)
    expect(entriesOf(w)).toEqual(before)
  })

  it('keeps a damaged entry that the backup does not have: it may be mended one day', async () => {
    const { w, id } = await changedSince()
    const { id: late } = await save(w, aLogin({ title: 'Late' }))
    w.app.account.signOut()
    damageEntry(w, late)
    await w.signIn()
    await restore(w, id)
    expect(await titles(w)).toEqual(['Bank', 'Boat', 'Club'])
    expect(await codeOf(() => w.app.vault.entry({ id: late }))).toBe('ENTRY_DAMAGED')
  })

  it('of all or nothing: a fault in the middle leaves every entry as it is', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    const { make } = w.backups
    // After the backup of the present state, which would refuse a database with a trigger.
    w.backups.make = async (...args) => {
      const made = await make(...args)
      const db = new Database(join(w.folder, 'latchkey.sqlite'))
      db.exec(`CREATE TRIGGER fault BEFORE INSERT ON vault_entry
        WHEN (SELECT count(*) FROM vault_entry) = 2 BEGIN SELECT RAISE(ABORT, 'fault'); END`)
      db.close()
      return made
    }
    expect(await codeOf(() => restore(w, id))).toMatch(/^SQLITE_CONSTRAINT/)
    expect(entriesOf(w)).toEqual(before)
    expect(w.activity(email)).not.toContain('backup_restored')
  })

  it('meets an entry that changes while it compares', async () => {
    const { w, id, before, bank } = await changedSince()
    const changes = meanwhile(w, () => {
      const entry = w.openVault.current().entry(bank.id as EntryId)
      const secret = { ...entry.secret, password: 'meanwhile' }
      w.openVault.current().put([{ id: bank.id as EntryId, entry: { ...entry, secret } }])
    })
    await restore(w, id)
    expect(changes()).toBe(1)
    expect(entriesOf(w)).toEqual(before)
  })

  it('of a vault that was locked meanwhile does nothing', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    meanwhile(w, () => w.sessions.lock())
    expect(await codeOf(() => restore(w, id))).toBe('NOT_SIGNED_IN')
    await w.signIn()
    expect(entriesOf(w)).toEqual(before)
  })

  it('says nothing to one who has signed in while the backup was read', async () => {
    const { w, id } = await changedSince()
    await w.create('grace@example.com')
    await w.signIn()
    const { open } = w.backups
    w.backups.open = async (...args) => {
      const opened = await open(...args)
      await w.signIn('grace@example.com')
      return opened
    }
    expect(await codeOf(() => preview(w, id))).toBe('NOT_SIGNED_IN')
  })

  it('does nothing to a vault that was opened in its place meanwhile', async () => {
    const { w, id } = await changedSince()
    const before = entriesOf(w)
    await w.create('bob@example.com', better)
    await save(w, aLogin({ title: 'Of Bob' }))
    const bob = {
      id: w.sessions.require().id,
      key: Uint8Array.from(w.sessions.vaultKey()) as SecretKey,
    }
    await w.signIn()
    meanwhile(w, () => w.sessions.begin(bob.id, bob.key))
    expect(await codeOf(() => restore(w, id))).toBe('NOT_SIGNED_IN')
    expect(await titles(w)).toEqual(['Of Bob'])
    await w.signIn()
    expect(entriesOf(w)).toEqual(before)
  })
})

describe('a backup of a vault that a reset sealed since', () => {
  async function sealedSince() {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    await save(w, aLogin({ title: 'Bank', password: 'as it was then' }))
    const before = entriesOf(w)
    const id = await backup(w)
    w.app.account.signOut()
    const later = await sealedBy(w)
    await save(later, aLogin({ title: 'New since then' }))
    return { w: later, id, before }
  }

  it('says that it needs the password of then', async () => {
    const { w, id } = await sealedSince()
    const facts = { entries: 1, opensWith: 'older-password', samePassword: false, hasCode: false }
    expect(await list(w)).toMatchObject([{ id, ...facts }])
    expect(await codeOf(() => preview(w, id))).toBe('WAY_IN_WRONG')
    const wrong: UnlockMethod = { kind: 'password', password: better }
    expect(await codeOf(() => preview(w, id, wrong))).toBe('WAY_IN_WRONG')
  })

  it('opens with it, and its entries come into the vault of now', async () => {
    const { w, id, before } = await sealedSince()
    const by: UnlockMethod = { kind: 'password', password: good }
    expect(await preview(w, id, by)).toEqual({ back: 1, changed: 0, gone: 1, same: 0 })
    await restore(w, id, by, better)
    expect(entriesOf(w)).toEqual(before)
    const later = restarted(w)
    await later.signIn(email, better)
    expect(entriesOf(later)).toEqual(before)
    // The sealed vault is left alone.
    expect(later.sealedVaults.list(later.sessions.require().id)).toHaveLength(1)
  })

  it('waits after wrong ones, and not for the sign-in', async () => {
    const { w, id } = await sealedSince()
    const wrong: UnlockMethod = { kind: 'password', password: 'no idea what it was' }
    for (let times = 0; times < 5; times += 1) {
      expect(await codeOf(() => preview(w, id, wrong))).toBe('WAY_IN_WRONG')
    }
    expect(await codeOf(() => preview(w, id, { kind: 'password', password: good }))).toBe('WAIT')
    expect(await codeOf(() => w.signIn(email, better))).toBe('ok')
  })

  it('opens with a recovery code that was made after it', async () => {
    const w = world()
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    await save(w, aLogin({ title: 'Bank' }))
    const before = entriesOf(w)
    const id = await backup(w)
    const made = await w.app.recovery.make({ password: good })
    await w.app.recovery.keep({ ref: made.ref })
    w.app.account.signOut()
    const later = await sealedBy(w)
    const mistyped: UnlockMethod = { kind: 'code', code: made.code.slice(1) }
    expect(await codeOf(() => preview(later, id, mistyped))).toBe('RECOVERY_MISTYPED')
    const by: UnlockMethod = { kind: 'code', code: made.code }
    await restore(later, id, by, better)
    expect(entriesOf(later)).toEqual(before)
  })
})

it('a backup somebody edited brings back no entry that was moved or made up', async () => {
  const { w, bank, boat } = await changedSince()
  const store = w.backups.open
  w.backups.open = async (id) => {
    const open = await store(id)
    return {
      ...open,
      // Each row gets the contents of another.
      rows: (vault, page) =>
        open.rows(vault, page).map((row, index, all) => {
          const other = all[(index + 1) % all.length] ?? row
          return { ...row, content: other.content, secret: other.secret }
        }),
    }
  }
  const [{ id = '' } = {}] = await list(w)
  const before = entriesOf(w)
  await restore(w, id)
  expect(entriesOf(w).get(bank.id as EntryId)).toEqual(before.get(bank.id as EntryId))
  expect(entriesOf(w).get(boat.id as EntryId)).toEqual(before.get(boat.id as EntryId))
})

it('a thousand entries come back one by one as they were', async () => {
  const w = await signedIn()
  const all = Array.from({ length: 1_000 }, (_, n) => openLogin(`Entry ${n}`, n))
  const ids = w.openVault.current().add(all)
  const before = entriesOf(w)
  const id = await backup(w)
  w.openVault.current().remove(ids.filter((_, n) => n % 3 === 0))
  const changed = ids.filter((_, n) => n % 3 === 1)
  w.openVault.current().put(changed.map((one) => ({ id: one, entry: openLogin('Changed') })))
  w.openVault.current().add(all.slice(0, 50))
  expect(await preview(w, id)).toEqual({ back: 334, changed: 333, gone: 50, same: 333 })
  await restore(w, id)
  expect(entriesOf(w)).toEqual(before)
})

/** Does something once while a backup is being read. @returns how often it was done */
function meanwhile(w: World, happens: () => void): () => number {
  const { open } = w.backups
  let times = 0
  w.backups.open = async (id) => {
    const backup = await open(id)
    const rows: typeof backup.rows = (...args) => {
      times += 1
      if (times === 1) happens()
      return backup.rows(...args)
    }
    return { ...backup, rows }
  }
  return () => Math.min(times, 1)
}

function damageEntry(w: World, id: string): void {
  const db = new Database(join(w.folder, 'latchkey.sqlite'))
  db.prepare(
    'UPDATE vault_entry SET content = zeroblob(100), revision = revision + 1 WHERE id = ?',
  ).run(id)
  db.close()
}
