import { afterEach, describe, expect, it, vi } from 'vitest'
import { watchStaging } from '../support/staging.ts'
import { contents, hand, titles } from '../support/transfer.ts'
import { openLogin } from '../support/typed-entries.ts'
import { better, codeOf, good, hour, type World, world } from '../world.ts'

const many = 200
/** No less than a slice of `async.ts`, which is 4 ms. */
const sliceMs = 8

const some = (count: number, mark = '') =>
  Array.from({ length: count }, (_, n) => openLogin(`Site ${n}${mark}`, n + 1))
const csv = (...names: readonly string[]) =>
  `name,url,username,password\n${names.map((name) => `${name},,u,p-${name}\n`).join('')}`

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

/** A fake clock that advances by `ms` at every reading, so that the computer's speed doesn't matter. */
function everyLookTakes(ms: number): void {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += ms
    return now
  })
}
afterEach(() => void vi.restoreAllMocks())

/** The operations that encrypt many entries at once, each prepared and ready to run. */
const ways = {
  async import() {
    const w = await signedIn()
    hand(w, 'many.csv', csv(...some(many).map(({ content }) => content.title)))
    const ref = (await w.app.import.choose(undefined))?.ref ?? ''
    return { w, password: good, go: () => w.app.import.apply({ ref, duplicates: false }) }
  },
  async merge() {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    w.openVault.current().add(some(many))
    w.clock.pass(hour)
    await w.reset(await w.resetLink())
    await w.signIn('ada@example.com', better)
    const [sealed] = await w.app.sealed.list(undefined)
    const by = { kind: 'password', password: good } as const
    const go = () => w.app.sealed.reopen({ id: sealed?.id ?? '', by })
    return { w, password: better, go }
  },
  async restore() {
    const w = await signedIn()
    const ids = w.openVault.current().add(some(many))
    const [backup] = await w.app.backup.make(undefined)
    w.openVault.current().remove(ids)
    const go = () => w.app.backup.restore({ id: backup?.id ?? '', by: null, password: good })
    return { w, password: good, go }
  },
}

const activities = { import: 'imported', merge: 'vault_reopened', restore: 'backup_restored' }

describe.each(['import', 'merge', 'restore'] as const)('a large %s', (way) => {
  it('seals its entries in slices: between two of them everything else has its turn', async () => {
    const { w, go } = await ways[way]()
    const staging = watchStaging(w)
    let before = 0
    let most = 0
    let done = false
    const turn = () => {
      most = Math.max(most, staging.sealed - before)
      before = staging.sealed
      if (!done) setImmediate(turn)
    }
    everyLookTakes(1)
    turn()
    await go()
    done = true
    turn()
    expect(staging.sealed).toBe(many)
    expect(most).toBeLessThanOrEqual(sliceMs)
    expect(contents(w)).toHaveLength(many)
    expect(staging.open).toBe(0)
  })

  it('seals nothing within its transaction, and tells of it once', async () => {
    const { w, go } = await ways[way]()
    await w.openVault.current().checked()
    const put = vi.spyOn(w.vaultRows as { put: typeof w.vaultRows.put }, 'put')
    const heard: number[] = []
    w.openVault.onChange(() => heard.push(w.openVault.current().index.counts().counts.all))
    await go()
    expect(put).not.toHaveBeenCalled()
    expect(heard).toEqual([many])
  })

  it('locked in the middle of sealing leaves nothing behind, and can be done again', async () => {
    const { w, password, go } = await ways[way]()
    const staging = watchStaging(w)
    staging.each = (sealed) => sealed === many / 2 && w.sessions.lock()
    everyLookTakes(1)
    expect(await codeOf(go)).toBe('NOT_SIGNED_IN')
    vi.restoreAllMocks()
    expect(staging).toMatchObject({ sealed: many / 2, open: 0 })
    await w.signIn('ada@example.com', password)
    expect(contents(w)).toEqual([])
    expect((await w.app.vault.overview(undefined)).undo).toBeNull()
    expect(w.activity('ada@example.com')).not.toContain(activities[way])
    if (way === 'import') return // The file has to be chosen again.
    await go()
    expect(contents(w)).toHaveLength(many)
  })
})

describe('two imports at once', () => {
  it('are done one after the other: the second finds what the first has brought', async () => {
    const w = await signedIn()
    const choose = async (name: string, ...rows: readonly string[]) => {
      hand(w, name, csv(...rows))
      return (await w.app.import.choose(undefined))?.ref ?? ''
    }
    const names = some(many).map(({ content }) => content.title)
    const first = await choose('first.csv', ...names)
    everyLookTakes(sliceMs)
    let done = false
    const one = Promise.resolve(w.app.import.apply({ ref: first, duplicates: false }))
    void one.then(() => {
      done = true
    })
    const second = await choose('second.csv', `Site ${many - 1}`, 'Another')
    expect(done).toBe(false)
    const two = w.app.import.apply({ ref: second, duplicates: false })
    expect(await Promise.all([one, two])).toEqual([
      { added: many, duplicates: 0 },
      { added: 1, duplicates: 1 },
    ])
    expect(titles(w)).toHaveLength(many + 1)
    expect(await w.app.import.undo(undefined)).toEqual({ removed: 1, kept: 0 })
  })

  it('of which the first fails: the second is done all the same', async () => {
    const w = await signedIn()
    hand(w, 'a.csv', csv('A', 'B'))
    const first = (await w.app.import.choose(undefined))?.ref ?? ''
    const staging = watchStaging(w)
    staging.each = (sealed) => {
      if (sealed === 1) throw new Error('out of memory')
    }
    const one = codeOf(() => w.app.import.apply({ ref: first, duplicates: false }))
    hand(w, 'b.csv', csv('C'))
    const second = (await w.app.import.choose(undefined))?.ref ?? ''
    const two = await w.app.import.apply({ ref: second, duplicates: false })
    expect(await one).toContain('out of memory')
    expect(two).toEqual({ added: 1, duplicates: 0 })
    expect(titles(w)).toEqual(['C'])
    expect(staging.open).toBe(0)
  })
})

describe('what is prepared', () => {
  async function preparing(w: World) {
    const vault = w.openVault.current()
    const [id] = vault.add([openLogin('Bank')])
    if (id === undefined) throw new Error('nothing was added')
    const prepared = await vault.prepare([
      { entry: openLogin('New') },
      { id, entry: openLogin('Bank, restored') },
    ])
    return { vault, id, prepared }
  }

  it('is written whole, listed once it is committed, and gone with a transaction undone', async () => {
    const w = await signedIn()
    const { vault, id, prepared } = await preparing(w)
    expect(titles(w)).toEqual(['Bank'])
    const undone = () =>
      w.transaction(() => {
        prepared.write()
        throw new Error('the disk is full')
      })
    expect(undone).toThrow('the disk is full')
    expect(titles(w)).toEqual(['Bank'])
    expect(vault.index.get(id)?.title).toBe('Bank')
    prepared.write()
    prepared.drop()
    expect(titles(w)).toEqual(['Bank, restored', 'New'])
    expect(prepared.ids.map((one) => vault.index.get(one)?.title)).toEqual([
      'New',
      'Bank, restored',
    ])
  })

  it.each(['changed', 'deleted', 'written already'])(
    'is refused, all of it, when an entry of it was %s meanwhile',
    async (what) => {
      const w = await signedIn()
      const { vault, id, prepared } = await preparing(w)
      if (what === 'changed') vault.put([{ id, entry: openLogin('Bank, changed') }])
      else if (what === 'deleted') vault.remove([id])
      else prepared.write()
      const before = contents(w)
      expect(await codeOf(prepared.write)).toBe('ENTRY_GONE')
      expect(contents(w)).toEqual(before)
    },
  )

  it('is refused once the vault was locked, opened again or not', async () => {
    const w = await signedIn()
    const staging = watchStaging(w)
    const { prepared } = await preparing(w)
    expect(staging.open).toBe(1)
    w.sessions.lock()
    expect(staging.open).toBe(0)
    expect(await codeOf(prepared.write)).toBe('NOT_SIGNED_IN')
    await w.signIn()
    expect(await codeOf(prepared.write)).toBe('NOT_SIGNED_IN')
    expect(titles(w)).toEqual(['Bank'])
  })

  it('is not written after it was dropped, whatever else is being prepared', async () => {
    const w = await signedIn()
    const { vault, prepared } = await preparing(w)
    const other = await vault.prepare([{ entry: openLogin('Other') }])
    prepared.drop()
    expect(() => prepared.write()).toThrow('dropped')
    other.write()
    other.drop()
    expect(titles(w)).toEqual(['Bank', 'Other'])
  })
})

it('a restore seals anew when an entry changes while it seals', async () => {
  const w = await signedIn()
  const ids = w.openVault.current().add(some(20))
  const before = contents(w)
  const [backup] = await w.app.backup.make(undefined)
  w.openVault.current().put(ids.map((id) => ({ id, entry: openLogin('Changed') })))
  const staging = watchStaging(w)
  staging.each = (sealed) => {
    const [id] = ids
    if (sealed === 10 && id) w.openVault.current().put([{ id, entry: openLogin('Meanwhile') }])
  }
  await w.app.backup.restore({ id: backup?.id ?? '', by: null, password: good })
  expect(staging).toMatchObject({ sealed: 40, open: 0 })
  expect(contents(w)).toEqual(before)
})
