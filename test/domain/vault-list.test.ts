import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortInSlices } from '../../src/main/domain/vault/orders.ts'
import { matches, searchText, searchWords } from '../../src/main/domain/vault/search-text.ts'
import {
  aLogin,
  aNote,
  everything,
  openLogin,
  overview,
  save,
  titles,
} from '../support/typed-entries.ts'
import { minute, world } from '../world.ts'

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

describe('the list', () => {
  it('is sorted by title as people sort: case aside, 2 before 10, é beside e', async () => {
    const w = await signedIn()
    for (const title of ['zoo', 'Éclair', 'item 10', 'apple', 'Item 2', 'eclair 2', 'Banana']) {
      await save(w, aNote({ title }))
    }
    const sorted = ['apple', 'Banana', 'Éclair', 'eclair 2', 'Item 2', 'item 10', 'zoo']
    expect(await titles(w)).toEqual(sorted)
  })

  it('is sorted by last change or last use when asked, newest first, then by title', async () => {
    const w = await signedIn()
    const ids: string[] = []
    for (const title of ['c', 'a', 'b']) {
      w.clock.pass(minute)
      ids.push((await save(w, aLogin({ title }))).id)
    }
    expect(await titles(w, { sort: 'changed' })).toEqual(['b', 'a', 'c'])
    expect(await titles(w, { sort: 'used' })).toEqual(['a', 'b', 'c'])
    w.clock.pass(minute)
    await w.app.vault.copy({ id: ids[0] ?? '', field: { kind: 'password' } })
    expect(await titles(w, { sort: 'used' })).toEqual(['c', 'a', 'b'])
    await save(w, aLogin({ title: 'a, changed' }), ids[1])
    expect(await titles(w, { sort: 'changed' })).toEqual(['a, changed', 'b', 'c'])
    expect(await titles(w)).toEqual(['a, changed', 'b', 'c'])
  })

  it('gives the window around an entry when asked for that, and else the one asked for', async () => {
    const w = await signedIn()
    const ids: string[] = []
    for (let n = 0; n < 25; n += 1) ids.push((await save(w, aNote({ title: `item ${n}` }))).id)
    const query = { view: 'all', tag: null, text: '', sort: 'title', offset: 0, limit: 10 } as const
    const near = await w.app.vault.list({ ...query, near: ids[17] ?? '' })
    expect(near).toMatchObject({ total: 25, offset: 10 })
    expect(near.items[7]?.title).toBe('item 17')
    const elsewhere = await w.app.vault.list({ ...query, text: 'item 3', near: ids[17] ?? '' })
    expect(elsewhere).toMatchObject({ total: 3, offset: 0 })
  })

  it('stays in every order while entries come, change and go', async () => {
    const w = await signedIn()
    const seen = await titles(w, { sort: 'used' })
    expect(seen).toEqual([])
    const step = fc.record({
      what: fc.constantFrom('add', 'edit', 'use', 'trash', 'remove'),
      which: fc.nat(20),
      title: fc.string({ maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const vault = w.openVault.current()
        for (const { what, which, title } of steps) {
          w.clock.pass(1)
          const ids = [...vault.index.all()].map(({ id }) => id)
          const id = ids[which % (ids.length || 1)]
          if (what === 'add' || id === undefined) vault.add([openLogin(title, w.clock.now())])
          else if (what === 'edit') await save(w, aLogin({ title }), id)
          else if (what === 'use') await w.app.vault.copy({ id, field: { kind: 'password' } })
          else if (what === 'trash') await w.app.vault.trash({ ids: [id] })
          else vault.remove([id])
        }
        for (const sort of ['title', 'used', 'changed'] as const) {
          const kept = (await w.app.vault.list({ ...everything, sort })).items.map(({ id }) => id)
          w.app.account.signOut()
          await w.signIn()
          const fresh = await w.app.vault.list({ ...everything, sort })
          expect(fresh.items.map(({ id }) => id)).toEqual(kept)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('comes in windows that are slices of one order', async () => {
    const w = await signedIn()
    w.openVault.current().add(Array.from({ length: 450 }, (_, n) => openLogin(`Site ${n % 90}`)))
    const whole: string[] = []
    for (const offset of [0, 200, 400]) {
      const { items, total } = await w.app.vault.list({ ...everything, offset })
      expect(total).toBe(450)
      whole.push(...items.map(({ id }) => id))
    }
    expect(new Set(whole).size).toBe(450)
    await fc.assert(
      fc.asyncProperty(fc.nat(500), fc.integer({ min: 1, max: 200 }), async (offset, limit) => {
        const { items } = await w.app.vault.list({ ...everything, offset, limit })
        expect(items.map(({ id }) => id)).toEqual(whole.slice(offset, offset + limit))
      }),
    )
  })

  it('shows of a login its user name or else its host, and of a note nothing', async () => {
    const w = await signedIn()
    await save(w, aLogin({ title: '1', username: 'ada' }))
    await save(w, aLogin({ title: '2', username: '', urls: ['https://www.a.example:8080/x'] }))
    await save(w, aLogin({ title: '3', username: '', urls: [] }))
    await save(w, aNote({ title: '4' }))
    const { items } = await w.app.vault.list(everything)
    expect(items.map(({ subtitle }) => subtitle)).toEqual(['ada', 'a.example', '', ''])
    const shown = 'id,kind,title,subtitle,favourite,changedAt,usedAt,trashedAt'
    expect(items.map((item) => Object.keys(item).join())).toEqual(Array(4).fill(shown))
  })

  it('has views, tags and counts that agree', async () => {
    const w = await signedIn()
    await save(w, aLogin({ title: 'L1', favourite: true, tags: ['work', 'bank'] }))
    await save(w, aLogin({ title: 'L2', tags: ['work'] }))
    const note = await save(w, aNote({ title: 'N1', tags: ['Älter', 'work'] }))
    const gone = await save(w, aLogin({ title: 'Gone', favourite: true, tags: ['work', 'only'] }))
    await w.app.vault.setFavourite({ id: note.id, favourite: true })
    await w.app.vault.trash({ ids: [gone.id] })
    const { counts, tags } = await w.app.vault.overview(undefined)
    expect(counts).toEqual({ all: 3, favourites: 2, logins: 2, notes: 1, trash: 1 })
    expect(tags).toEqual([
      { name: 'Älter', count: 1 },
      { name: 'bank', count: 1 },
      { name: 'work', count: 3 },
    ])
    expect(await titles(w, { view: 'all' })).toEqual(['L1', 'L2', 'N1'])
    expect(await titles(w, { view: 'favourites' })).toEqual(['L1', 'N1'])
    expect(await titles(w, { view: 'logins' })).toEqual(['L1', 'L2'])
    expect(await titles(w, { view: 'notes' })).toEqual(['N1'])
    expect(await titles(w, { view: 'trash' })).toEqual(['Gone'])
    expect(await titles(w, { tag: 'work' })).toEqual(['L1', 'L2', 'N1'])
    expect(await titles(w, { view: 'logins', tag: 'bank' })).toEqual(['L1'])
    expect(await titles(w, { tag: 'Work' })).toEqual([])
  })

  it('holds nothing of another account', async () => {
    const w = await signedIn()
    await save(w, aLogin({ title: 'Ada’s' }))
    await w.create('grace@example.com')
    await save(w, aLogin({ title: 'Grace’s' }))
    expect(await titles(w)).toEqual(['Grace’s'])
    expect((await overview(w)).counts.all).toBe(1)
    await w.signIn()
    expect(await titles(w)).toEqual(['Ada’s'])
  })

  it('says what of the last import can still be taken back', async () => {
    const w = await signedIn()
    const vault = w.openVault.current()
    const undo = async () => (await w.app.vault.overview(undefined)).undo
    expect(await undo()).toBeNull()
    const ids = vault.add([openLogin('a'), openLogin('b')])
    vault.setRecord('import/last', { at: 7, ids })
    expect(await undo()).toEqual({ at: 7, count: 2 })
    vault.remove(ids.slice(1))
    expect(await undo()).toEqual({ at: 7, count: 1 })
    vault.setRecord('import/last', { at: 8, ids: vault.add([openLogin('c')]) })
    expect(await undo()).toEqual({ at: 8, count: 1 })
    vault.dropRecord('import/last')
    expect(await undo()).toBeNull()
  })

  it('tells whoever shows it of every change, once that is committed', async () => {
    const w = await signedIn()
    const vault = w.openVault.current()
    await vault.checked()
    const heard: number[] = []
    w.openVault.onChange(() => heard.push([...vault.index.all()].length))
    const undone = () =>
      w.transaction(() => {
        vault.add([openLogin('never')])
        expect(heard).toEqual([])
        throw new Error('the disk is full')
      })
    expect(undone).toThrow('the disk is full')
    expect(await titles(w)).toEqual([])
    w.transaction(() => vault.add([openLogin('a'), openLogin('b')]))
    expect(heard).toEqual([2])
    expect(await titles(w)).toEqual(['a', 'b'])
  })
})

describe('search', () => {
  it('finds titles, user names, addresses, tags and notes', async () => {
    const w = await signedIn()
    const fields = { username: 'grace', urls: ['https://deep.example'], tags: ['errands'] }
    await save(w, aLogin({ title: 'Tide tables', ...fields, notes: 'ask the Harbourmaster' }))
    await save(w, aLogin({ title: 'Other', username: 'x', urls: [], notes: '' }))
    for (const text of ['tide', 'GRACE', 'deep.exam', 'errand', 'harbourmaster', 'bles arr rac']) {
      const found = text === 'bles arr rac' ? [] : ['Tide tables']
      expect(await titles(w, { text })).toEqual(found)
    }
    expect(await titles(w, { text: 'tables grace MASTER' })).toEqual(['Tide tables'])
  })

  it('never finds a password, a one-time-password secret or a password of before', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin({ password: 'oldgull', otp: 'JBSWY3DPEHPK3PXP' }))
    await save(w, aLogin({ password: 'newgull', otp: null }), id)
    for (const text of ['gull', 'oldgull', 'newgull', 'jbswy', 'otpauth']) {
      expect(await titles(w, { text })).toEqual([])
    }
  })

  it('lets case, accents and full-width forms aside', async () => {
    const w = await signedIn()
    await save(w, aNote({ title: 'Crème BRÛLÉE', notes: '' }))
    await save(w, aNote({ title: 'ＷＩＤＥ', notes: '' }))
    await save(w, aNote({ title: 'ΟΔΥΣΣΕΥΣ', notes: '' }))
    expect(await titles(w, { text: 'creme brulee' })).toEqual(['Crème BRÛLÉE'])
    expect(await titles(w, { text: 'brûl' })).toEqual(['Crème BRÛLÉE'])
    expect(await titles(w, { text: 'wide' })).toEqual(['ＷＩＤＥ'])
    expect(await titles(w, { text: 'οδυσ' })).toEqual(['ΟΔΥΣΣΕΥΣ'])
  })

  it('puts titles that begin with it first, then those with a word that does', async () => {
    const w = await signedIn()
    await save(w, aNote({ title: 'A rebank', notes: '' }))
    await save(w, aNote({ title: 'B', notes: 'about the bank' }))
    await save(w, aNote({ title: 'My bank', notes: '' }))
    await save(w, aNote({ title: 'Bank of boats', notes: '' }))
    await save(w, aNote({ title: 'The old-bank', notes: '' }))
    expect(await titles(w, { text: 'bank' })).toEqual([
      'Bank of boats',
      'My bank',
      'The old-bank',
      'A rebank',
      'B',
    ])
    expect(await titles(w, { text: 'bank o' })).toEqual(['Bank of boats', 'The old-bank', 'B'])
  })

  it('follows a change at once', async () => {
    const w = await signedIn()
    const { id } = await save(w, aNote({ title: 'Before' }))
    expect(await titles(w, { text: 'before' })).toEqual(['Before'])
    await save(w, aNote({ title: 'After' }), id)
    expect(await titles(w, { text: 'before' })).toEqual([])
    expect(await titles(w, { text: 'after' })).toEqual(['After'])
  })

  it('finds every entry by any part of any of its words', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 6 })
    const any = fc.record({
      title: words,
      notes: words,
      pick: fc.nat(),
      from: fc.nat(),
      to: fc.nat(),
    })
    fc.assert(
      fc.property(any, ({ title, notes, pick, from, to }) => {
        const text = searchText(title.join(' '), [notes.join('\n')])
        const all = [...title, ...notes].flatMap((one) => one.split(/\s+/))
        const letters = [...(all[pick % (all.length || 1)] ?? '')]
        const start = from % (letters.length + 1)
        const part = letters.slice(start, start + (to % (letters.length + 1))).join('')
        expect(matches(text, searchWords(part))).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('sorting in slices', () => {
  const sorted = <T>(items: readonly T[], compare: (a: T, b: T) => number) => {
    const steps = sortInSlices(items, compare)
    let step = steps.next()
    let pauses = 0
    for (; step.done !== true; step = steps.next()) pauses += 1
    return { result: step.value, pauses }
  }

  it('is stable and does what sorting does', () => {
    const item = fc.tuple(fc.nat(5), fc.nat())
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (items) => {
        const byFirst = (a: readonly number[], b: readonly number[]) => (a[0] ?? 0) - (b[0] ?? 0)
        expect(sorted(items, byFirst).result).toEqual(items.toSorted(byFirst))
      }),
    )
  })

  it('pauses for what is long, and is through at once with what is in order', () => {
    const items = Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 50_000)
    const ascending = (a: number, b: number) => a - b
    expect(sorted(items, ascending).pauses).toBeGreaterThan(100)
    expect(sorted(items.toSorted(ascending), ascending).pauses).toBeLessThan(15)
  })
})
