import { join } from 'node:path'
import type { EntrySummary } from '@contract/vault-models'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { EntryId } from '../../src/main/domain/ids.ts'
import {
  aLogin,
  aNote,
  everything,
  openLogin,
  overview,
  passwordOf,
  save,
  titles,
} from '../support/typed-entries.ts'
import { codeOf, day, restarted, type World, world } from '../world.ts'

const many = 2_500

/** A vault with more entries than one record of the list holds, with its list stored. */
async function large() {
  const w = world()
  await w.create()
  w.openVault.current().add(Array.from({ length: many }, (_, n) => openLogin(`Site ${n}`, n + 1)))
  const note = await save(w, aNote({ title: 'Zebra', notes: 'stripes', tags: ['animals'] }))
  w.app.account.signOut()
  return { w, note }
}

/** Lets someone change the database between two starts. */
async function tampered(w: World, change: (db: Database.Database) => void): Promise<World> {
  w.close()
  const db = new Database(join(w.folder, 'latchkey.sqlite'))
  change(db)
  db.close()
  const after = restarted(w)
  await after.signIn()
  return after
}

const whole = async (w: World) => {
  const all: EntrySummary[] = []
  for (let offset = 0; ; offset += 200) {
    const { items } = await w.app.vault.list({ ...everything, offset })
    all.push(...items)
    if (items.length < 200) return all
  }
}

const cached = "name LIKE 'list/%'"

describe('opening a vault', () => {
  it('lists the same whether its list was kept, is gone, in pieces, or old', async () => {
    const { w } = await large()
    const kept = restarted(w)
    expect(
      kept.vaultRows.recordNames(scopeOf(kept)).filter((n) => n.startsWith('list/')).length,
    ).toBe(3)
    await kept.signIn()
    const list = await whole(kept)
    expect(list).toHaveLength(many + 1)
    const { counts, tags } = await overview(kept)

    const cases: ((db: Database.Database) => void)[] = [
      (db) => db.exec(`DELETE FROM vault_record WHERE ${cached}`),
      (db) => db.exec(`DELETE FROM vault_record WHERE name = 'list/1'`),
      (db) => db.exec(`UPDATE vault_record SET envelope = x'01020304' WHERE ${cached}`),
      (db) => db.exec(`UPDATE vault_record SET envelope = zeroblob(500) WHERE name = 'list/0'`),
      (db) =>
        db.exec(`UPDATE vault_record SET envelope =
          (SELECT envelope FROM vault_record WHERE name = 'list/1') WHERE name = 'list/0'`),
    ]
    let now = kept
    for (const change of cases) {
      now = await tampered(now, change)
      expect(await whole(now)).toEqual(list)
      expect(await overview(now)).toMatchObject({ counts, tags, damaged: 0, ready: true })
      expect(await titles(now, { text: 'strip' })).toEqual(['Zebra'])
      expect(now.logged).toEqual([])
    }
  })

  it('believes the entries where the list is older, as after a crash', async () => {
    const { w, note } = await large()
    const before = restarted(w)
    await before.signIn()
    await save(before, aNote({ title: 'Aardvark', notes: 'ants' }), note.id)
    const [first] = await whole(before)
    before.openVault
      .current()
      .remove([before.openVault.current().add([openLogin('gone')])[0] as EntryId])
    const { id } = await save(before, aLogin({ title: 'Newest' }))
    expect(first?.title).toBe('Aardvark')
    const crashed = restarted(before) // without signing out: the list was not stored
    await crashed.signIn()
    expect((await whole(crashed))[0]?.title).toBe('Aardvark')
    expect(await titles(crashed, { text: 'newest' })).toEqual(['Newest'])
    expect(await titles(crashed, { text: 'stripes' })).toEqual([])
    expect(await titles(crashed, { text: 'gone' })).toEqual([])
    expect(await passwordOf(crashed, id)).toBe('first password')
  })

  it('finds what is asked for at once after signing in, in the kept list', async () => {
    const { w } = await large()
    const after = restarted(w)
    await after.signIn()
    const early = await Promise.all([titles(after, { text: 'strip' }), titles(after, { text: '' })])
    expect(early[0]).toEqual(['Zebra'])
    expect(early[1]).toHaveLength(200)
  })

  it('left at any moment keeps a list that is searched the next time', async () => {
    const { w } = await large()
    let now = w
    for (let steps = 0; steps < 12; steps += 1) {
      now = restarted(now)
      await now.signIn()
      for (let step = 0; step < steps; step += 1) await now.pause()
      // This entry's record has to be stored, which needs all texts of the record.
      await save(now, aNote({ title: `Left at ${steps}`, notes: 'ants' }))
      now.app.account.signOut()
    }
    const last = restarted(now)
    await last.signIn()
    expect(await titles(last, { text: 'strip' })).toEqual(['Zebra'])
    expect(await titles(last, { text: 'ants' })).toHaveLength(12)
    expect(await titles(last, { text: 'left at 11' })).toEqual(['Left at 11'])
    expect(last.logged).toEqual([])
  })

  it('makes a list that an older Latchkey has kept anew', async () => {
    const w = world()
    await w.create()
    const { id } = await save(w, aNote({ title: 'Zebra', notes: 'stripes' }))
    await w.openVault.current().checked()
    const row = [id, 1, 1, 'Horse', '', 0, 0, null, null, [], 'horse\nmane']
    w.openVault.current().setRecord('list/0', { v: 1, rows: [row] })
    const after = restarted(w) // without signing out: the list was not stored again
    await after.signIn()
    expect(await titles(after)).toEqual(['Zebra'])
    expect(await titles(after, { text: 'mane' })).toEqual([])
    expect(await titles(after, { text: 'stripes' })).toEqual(['Zebra'])
    after.app.account.signOut()
    const again = restarted(after)
    await again.signIn()
    expect(await titles(again, { text: 'stripes' })).toEqual(['Zebra'])
  })

  it('keeps the list some seconds after a change, without a sign-out', async () => {
    const w = world()
    await w.create()
    await save(w, aNote())
    const names = () => w.openVault.current().recordNames('list/')
    expect(names()).toEqual([])
    w.clock.pass(10_000)
    await w.deliver()
    await w.pause()
    expect(names()).toEqual(['list/0'])
  })

  it('does not believe a kept list that says other than the entry of the same revision', async () => {
    const { w, note } = await large()
    const before = restarted(w)
    const vault = scopeOf(before)
    const stale = before.vaultRows
      .recordNames(vault)
      .flatMap((name) =>
        name.startsWith('list/') ? [{ name, of: before.vaultRows.record(vault, name) }] : [],
      )
    await before.signIn()
    // The same revision as before with another text, as in a vault that was changed in two places.
    before.openVault.current().remove([note.id as EntryId])
    const content = { ...openLogin('Other way').content, notes: 'hooves' }
    before.openVault
      .current()
      .put([{ id: note.id as EntryId, entry: { ...openLogin('x'), content } }])
    before.app.account.signOut()
    const after = await tampered(before, (db) => {
      const put = db.prepare('UPDATE vault_record SET envelope = ? WHERE name = ?')
      for (const { name, of } of stale) put.run(of, name)
    })
    expect(await overview(after)).toMatchObject({ damaged: 0 })
    expect(await titles(after, { text: 'stripes' })).toEqual([])
    expect(await titles(after, { text: 'hooves' })).toEqual(['Other way'])
  })

  it('can be used before it is through', async () => {
    const { w } = await large()
    const after = await tampered(w, (db) => db.exec(`DELETE FROM vault_record WHERE ${cached}`))
    const vault = after.openVault.current()
    expect(vault.ready()).toBe(false)
    const [first] = [...vault.entries()]
    const id = first?.id as EntryId
    await save(after, aLogin({ title: 'Edited while opening', password: null }), id)
    const added = await save(after, aLogin({ title: 'Added while opening' }))
    const [, second] = [...vault.entries()].filter((one) => one.id !== added.id && one.id !== id)
    vault.remove([second?.id as EntryId])
    await vault.checked()
    expect(vault.ready()).toBe(true)
    expect(await titles(after, { text: 'while opening' })).toEqual([
      'Added while opening',
      'Edited while opening',
    ])
    expect((await overview(after)).counts.all).toBe(many + 1)
    expect(vault.index.get(second?.id as EntryId)).toBeNull()
  })

  /** Up to when the first record of the kept list is listed, and no other. */
  async function halfListed(w: World) {
    const after = restarted(w)
    await after.signIn()
    const vault = after.openVault.current()
    while ([...vault.index.all()].length === 0) await after.pause()
    expect(vault.ready()).toBe(false)
    return { after, vault }
  }

  it('does not bring back an entry that was removed before its part of the kept list was read', async () => {
    const { w } = await large()
    const { after, vault } = await halfListed(w)
    const [gone] = after.vaultRows
      .revisions(scopeOf(after))
      .flatMap(({ id }) => (vault.index.get(id) === null ? [id] : []))
    vault.remove([gone as EntryId])
    await vault.checked()
    expect(vault.index.get(gone as EntryId)).toBeNull()
    expect((await overview(after)).counts.all).toBe(many)
  })

  it('reads no more of the kept list once it is locked', async () => {
    const { w } = await large()
    const { after, vault } = await halfListed(w)
    after.sessions.lock()
    const read: string[] = []
    const { record } = after.vaultRows
    after.vaultRows.record = (id, name) => {
      read.push(name)
      return record(id, name)
    }
    await vault.checked()
    expect(read).toEqual([])
  })

  it('removes a deleted entry from the kept list', async () => {
    const { w, note } = await large()
    const before = restarted(w)
    await before.signIn()
    await before.openVault.current().checked()
    before.openVault.current().remove([note.id as EntryId])
    const crashed = restarted(before) // without a sign-out: the list was not written
    const last = () => crashed.vaultRows.record(scopeOf(crashed), 'list/2')
    const withNote = last()
    expect(withNote).not.toBeNull()
    await crashed.signIn()
    await crashed.openVault.current().checked()
    crashed.app.account.signOut()
    expect(last()).not.toEqual(withNote)
  })

  it('has sorted its list by the time it counts as opened', async () => {
    const { w } = await large()
    const after = await tampered(w, (db) => db.exec(`DELETE FROM vault_record WHERE ${cached}`))
    await after.openVault.current().opened()
    let turned = false
    setImmediate(() => {
      turned = true
    })
    await after.openVault.current().index.find(everything)
    expect(turned).toBe(false)
  })

  it('reports no change after listing when every row is as it was listed', async () => {
    const { w } = await large()
    const after = restarted(w)
    await after.signIn()
    await after.openVault.current().opened()
    let changes = 0
    after.app.onVaultChange(() => {
      changes += 1
    })
    await after.openVault.current().checked()
    expect(changes).toBe(0)
  })

  it('that cannot be read says so, rather than showing an empty list', async () => {
    const { w } = await large()
    const after = restarted(w)
    after.vaultRows.revisions = () => {
      throw new Error('the disk is gone')
    }
    await after.signIn()
    expect(await codeOf(() => after.app.vault.list(everything))).toMatch('the disk is gone')
    expect(await codeOf(() => after.app.vault.overview(undefined))).toMatch('the disk is gone')
    expect(after.logged).toEqual(['the vault could not be read through'])
  })

  it('answers nothing that was asked before a lock and is not told yet', async () => {
    const w = world()
    await w.create()
    await save(w, aNote())
    await overview(w)
    const asked = [
      codeOf(() => w.app.vault.list(everything)),
      codeOf(() => w.app.vault.overview(undefined)),
    ]
    w.sessions.lock()
    expect(await Promise.all(asked)).toEqual(['NOT_SIGNED_IN', 'NOT_SIGNED_IN'])
  })

  it('ended by a lock half-way leaves nothing, and opens whole the next time', async () => {
    const { w } = await large()
    const after = await tampered(w, (db) => db.exec(`DELETE FROM vault_record WHERE ${cached}`))
    const held = after.openVault.current()
    const asked = codeOf(() => after.app.vault.list(everything))
    await after.pause()
    await after.pause()
    after.sessions.lock()
    expect(await asked).toBe('NOT_SIGNED_IN')
    await held.checked()
    expect([...held.index.all()]).toEqual([])
    await after.signIn()
    expect(await whole(after)).toHaveLength(many + 1)
    expect(after.logged).toEqual([])
  })
})

describe('the secrets of a vault that was opened', () => {
  async function oneDamaged() {
    const w = world()
    await w.create()
    const ids = w.openVault
      .current()
      .add(Array.from({ length: 300 }, (_, n) => openLogin(`Site ${n}`, n + 1)))
    w.app.account.signOut()
    const last = ids.toSorted().at(-1)
    const after = await tampered(w, (db) => {
      db.prepare("UPDATE vault_entry SET secret = x'01' WHERE id = ?").run(last)
    })
    await after.openVault.current().opened()
    return after
  }
  const turns = async (w: World) => {
    for (let turn = 0; turn < 200; turn += 1) await w.pause()
  }

  it('are looked through at leisure, with a rest after each few', async () => {
    const w = await oneDamaged()
    await turns(w)
    const seen = [w.openVault.current().damaged()]
    for (let rest = 0; rest < 4; rest += 1) {
      w.clock.pass(39)
      w.timers.run()
      await turns(w)
      seen.push(w.openVault.current().damaged())
      w.clock.pass(1)
      w.timers.run()
      await turns(w)
    }
    expect(seen).toEqual([0, 0, 0, 0, 0])
    expect(w.openVault.current().damaged()).toBe(1)
  })

  it('are looked through at once where somebody waits for it', async () => {
    const w = await oneDamaged()
    await w.openVault.current().checked()
    expect(w.openVault.current().damaged()).toBe(1)
  })
})

describe('a row changed from outside', () => {
  async function three() {
    const w = world()
    await w.create()
    const ids: string[] = []
    for (const title of ['a', 'b', 'c']) {
      ids.push((await save(w, aLogin({ title, password: `of ${title}` }))).id)
    }
    w.app.account.signOut()
    return { w, ids: ids as unknown as readonly [string, string, string] }
  }

  const changes: [string, (db: Database.Database, ids: readonly string[]) => void][] = [
    [
      'moved to another id',
      (db, [a, b]) =>
        db
          .prepare(
            `UPDATE vault_entry SET (content, secret, revision) =
              (SELECT content, secret, revision FROM vault_entry WHERE id = ?) WHERE id = ?`,
          )
          .run(b, a),
    ],
    [
      'given another revision',
      (db, [a]) => db.prepare('UPDATE vault_entry SET revision = 7 WHERE id = ?').run(a),
    ],
    [
      'with a byte changed',
      (db, [a]) =>
        db
          .prepare(
            `UPDATE vault_entry SET content = CAST(substr(content, 1, 20) || x'00' ||
              substr(content, 22) AS BLOB) WHERE id = ?`,
          )
          .run(a),
    ],
    [
      'cut short',
      (db, [a]) => db.prepare("UPDATE vault_entry SET content = x'01' WHERE id = ?").run(a),
    ],
  ]

  it.each(changes)(
    '%s is counted as damaged, never shown, and kept as it is',
    async (_, change) => {
      const { w, ids } = await three()
      const after = await tampered(w, (db) => change(db, ids))
      expect(await overview(after)).toMatchObject({ damaged: 1, counts: { all: 2 } })
      expect(await titles(after)).toEqual(['b', 'c'])
      const [id] = ids
      const { vaultId } = after.openVault.current().scope
      const row = after.vaultRows.row(vaultId, id as EntryId)
      const asked = [
        () => after.app.vault.entry({ id }),
        () => passwordOf(after, id),
        () => after.app.vault.copy({ id, field: { kind: 'password' } }),
        () => save(after, aLogin(), id),
        () => after.app.vault.trash({ ids: [id] }),
        () => after.app.vault.delete({ ids: [id] }),
        () => after.app.vault.setFavourite({ id, favourite: true }),
      ]
      for (const ask of asked) expect(await codeOf(ask)).toBe('ENTRY_DAMAGED')
      after.clock.pass(60 * day)
      const later = restarted(after)
      await later.signIn()
      expect((await overview(later)).damaged).toBe(1)
      expect(later.vaultRows.row(vaultId, id as EntryId)).toEqual(row)
      // A restore replaces the damaged entry.
      later.openVault.current().put([{ id: id as EntryId, entry: openLogin('a again') }])
      expect(await overview(later)).toMatchObject({ damaged: 0, counts: { all: 3 } })
      expect(await passwordOf(later, id)).toBe('secret of a again')
    },
  )

  it('with another’s secrets shows none of them, and can be left out of a copy of all', async () => {
    const { w, ids } = await three()
    const [a, b] = ids
    const after = await tampered(w, (db) => {
      db.prepare(
        'UPDATE vault_entry SET secret = (SELECT secret FROM vault_entry WHERE id = ?) WHERE id = ?',
      ).run(b, a)
    })
    // It is counted before anyone opens it.
    expect(await overview(after)).toMatchObject({ damaged: 1, unreadable: 0, counts: { all: 3 } })
    expect((await after.app.vault.entry({ id: a })).title).toBe('a')
    expect(await codeOf(() => passwordOf(after, a))).toBe('ENTRY_DAMAGED')
    const vault = after.openVault.current()
    const whole = [...vault.entries()].map(({ entry }) => entry.secret.password)
    expect(whole.toSorted()).toEqual(['of b', 'of c'])
    expect(vault.damaged()).toBe(1)
  })

  it('of which only the title opens can be trashed, and taken out again as it was', async () => {
    const { w, ids } = await three()
    const [a, b] = ids
    const own = w.vaultRows.row(scopeOf(w), a as EntryId)?.secret
    const after = await tampered(w, (db) => {
      db.prepare(
        'UPDATE vault_entry SET secret = (SELECT secret FROM vault_entry WHERE id = ?) WHERE id = ?',
      ).run(b, a)
    })
    await after.app.vault.trash({ ids: [a] })
    expect(await overview(after)).toMatchObject({ damaged: 1, counts: { all: 2, trash: 1 } })
    await after.app.vault.restore({ ids: [a] })
    // This has made nothing worse: once its secret is restored, it opens.
    const right = await tampered(after, (db) => {
      db.prepare('UPDATE vault_entry SET secret = ? WHERE id = ?').run(own, a)
    })
    expect(await overview(right)).toMatchObject({ damaged: 0, counts: { all: 3 } })
    expect(await passwordOf(right, a)).toBe('of a')
    await right.app.vault.trash({ ids: [a] })
    await right.app.vault.delete({ ids: [a] })
    expect(await titles(right)).toEqual(['b', 'c'])
  })

  it('of which nothing opens can be deleted, and no other with it', async () => {
    const { w, ids } = await three()
    const after = await tampered(w, (db) => {
      db.prepare("UPDATE vault_entry SET content = x'01' WHERE id = ?").run(ids[0])
      db.prepare("UPDATE vault_entry SET secret = x'01' WHERE id = ?").run(ids[1])
    })
    expect(await overview(after)).toMatchObject({ damaged: 2, unreadable: 1, counts: { all: 2 } })
    await after.app.vault.deleteDamaged(undefined)
    expect(await overview(after)).toMatchObject({ damaged: 1, unreadable: 0, counts: { all: 2 } })
  })

  it('from another account’s vault does not open', async () => {
    const { w, ids } = await three()
    await w.create('grace@example.com')
    const theirs = await save(w, aLogin({ title: 'Grace’s', password: 'of grace' }))
    w.app.account.signOut()
    const after = await tampered(w, (db) => {
      db.prepare(
        `UPDATE vault_entry SET vault_id = (SELECT vault_id FROM vault_entry WHERE id = ?),
          account_id = (SELECT account_id FROM vault_entry WHERE id = ?) WHERE id = ?`,
      ).run(ids[0], ids[0], theirs.id)
    })
    expect(await overview(after)).toMatchObject({ damaged: 1, counts: { all: 3 } })
    expect(await codeOf(() => passwordOf(after, theirs.id))).toBe('ENTRY_DAMAGED')
  })
})

function scopeOf(w: World) {
  const [account] = w.accounts.byEmail('ada@example.com' as never)
  if (!account) throw new Error('no account')
  return account.vaultId
}
