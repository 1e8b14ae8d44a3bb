import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { EntryId } from '../../src/main/domain/ids.ts'
import { login } from '../support/entries.ts'
import { bring, contents, hand, titles } from '../support/transfer.ts'
import { aLogin } from '../support/typed-entries.ts'
import { better, codeOf, day, world } from '../world.ts'

const rows = (...names: string[]) =>
  `name,url,username,password\n${names.map((name) => `${name},,u,p-${name}\n`).join('')}`

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

describe('a file that is chosen', () => {
  it('is shown first: what it is, what comes over, what does not; nothing is added yet', async () => {
    const w = await signedIn()
    hand(w, 'bitwarden.csv')
    const preview = await w.app.import.choose(undefined)
    expect(preview).toMatchObject({
      format: 'bitwarden-csv',
      fileName: 'bitwarden.csv',
      locked: null,
      entries: 6,
      duplicates: 1,
      moreIssues: 0,
    })
    expect(preview?.sample[0]).toMatchObject({
      kind: 'login',
      title: 'Bank of “Ada”',
      subtitle: 'ada',
    })
    expect(preview?.issues).toContainEqual({
      ...{ row: 6, column: 'type', code: 'kind_unknown', rowLeftOut: true },
    })
    expect(contents(w)).toEqual([])
  })

  it('shows its first eight entries', async () => {
    const w = await signedIn()
    const names = Array.from({ length: 9 }, (_, n) => `Site ${n + 1}`)
    const rows = names.map((name) => `${name},,ada,secret\n`).join('')
    hand(w, 'many.csv', Buffer.from(`name,url,username,password\n${rows}`))
    const preview = await w.app.import.choose(undefined)
    expect(preview?.entries).toBe(9)
    expect(preview?.sample.map(({ title }) => title)).toEqual(names.slice(0, 8))
  })

  it('shows no password to the renderer', async () => {
    const w = await signedIn()
    hand(w, 'chrome.csv')
    expect(JSON.stringify(await w.app.import.choose(undefined))).not.toContain('pässwörd')
  })

  it('is none when the person thinks better of it', async () => {
    const w = await signedIn()
    expect(await w.app.import.choose(undefined)).toBeNull()
  })

  it('needs somebody signed in', async () => {
    const w = world()
    hand(w, 'chrome.csv')
    expect(await codeOf(() => w.app.import.choose(undefined))).toBe('NOT_SIGNED_IN')
  })

  it('that cannot be read changes nothing, and says why and where', async () => {
    const w = await signedIn()
    await bring(w, 'first.csv', rows('Kept'))
    hand(w, 'broken.csv', `${rows('A', 'B')}C,,u,p,too,many\n`)
    await expect(w.app.import.choose(undefined)).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      row: 4,
    })
    expect(titles(w)).toEqual(['Kept'])
  })

  it('is forgotten when the app locks, when the session ends, and when it is dropped', async () => {
    const w = await signedIn()
    const chosen = async () => {
      hand(w, 'chrome.csv')
      return (await w.app.import.choose(undefined))?.ref ?? ''
    }
    const apply = (ref: string) => codeOf(() => w.app.import.apply({ ref, duplicates: false }))

    const locked = await chosen()
    w.sessions.lock()
    await w.signIn()
    expect(await apply(locked)).toBe('IMPORT_GONE')

    const dropped = await chosen()
    await w.app.import.drop({ ref: dropped })
    expect(await apply(dropped)).toBe('IMPORT_GONE')

    const replaced = await chosen()
    await chosen()
    expect(await apply(replaced)).toBe('IMPORT_GONE')
    expect(contents(w)).toEqual([])
  })

  it('goes to nobody else who signs in while the window for choosing is open', async () => {
    const w = await signedIn()
    w.desktop.files.choose = async () => {
      w.app.account.signOut()
      await w.create('bob@example.com', better)
      return { name: 'a.csv', bytes: Buffer.from(rows('A')) }
    }
    expect(await codeOf(() => w.app.import.choose(undefined))).toBe('NOT_SIGNED_IN')
  })
})

describe('an import', () => {
  it('adds everything, and says how much', async () => {
    const w = await signedIn()
    expect(await bring(w, 'proton-pass.csv')).toEqual({ added: 4, duplicates: 0 })
    expect(titles(w)).toEqual(['Mail only', 'Memo', 'Proton', 'Shop alias'])
    expect(w.activity('ada@example.com')).toContain('imported')
    expect((await w.app.vault.overview(undefined)).undo).toEqual({ at: w.clock.now(), count: 4 })
  })

  it('leaves out what is there already, and what the file has twice', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A', 'B', 'B'))
    expect(titles(w)).toEqual(['A', 'B'])
    hand(w, 'b.csv', rows('A', 'B', 'C'))
    const preview = await w.app.import.choose(undefined)
    expect(preview).toMatchObject({ entries: 3, duplicates: 2 })
    const ref = preview?.ref ?? ''
    expect(await w.app.import.apply({ ref, duplicates: false })).toEqual({
      added: 1,
      duplicates: 2,
    })
    expect(titles(w)).toEqual(['A', 'B', 'C'])
  })

  it('takes a different password for a different entry', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', 'name,url,username,password\nA,,u,one\n')
    expect(await bring(w, 'b.csv', 'name,url,username,password\nA,,u,two\n')).toMatchObject({
      added: 1,
    })
  })

  it('brings back what lies in the trash: that is no duplicate', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A'))
    const [{ id } = { id: '' as EntryId }] = [...w.openVault.current().entries()]
    await w.app.vault.trash({ ids: [id] })
    expect(await bring(w, 'a.csv', rows('A'))).toEqual({ added: 1, duplicates: 0 })
  })

  it.each([
    ['tags', { tags: ['work'] }, {}],
    ['favourite', { favourite: true }, {}],
    ['password history', {}, { history: ['of before'] }],
  ])('takes an entry that differs in %s only for another one', async (_, content, secret) => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A'))
    const [{ id, entry } = { id: '' as never, entry: login('A') }] = w.openVault.current().entries()
    const next = {
      content: { ...entry.content, ...content },
      secret: { ...entry.secret, ...secret },
    }
    w.openVault.current().put([{ id, entry: next as typeof entry }])
    expect(await bring(w, 'a.csv', rows('A'))).toEqual({ added: 1, duplicates: 0 })
    expect(await bring(w, 'a.csv', rows('A'))).toEqual({ added: 0, duplicates: 1 })
  })

  it('adds duplicates as well where the person asks for it', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A'))
    hand(w, 'a.csv', rows('A'))
    const ref = (await w.app.import.choose(undefined))?.ref ?? ''
    expect(await w.app.import.apply({ ref, duplicates: true })).toEqual({ added: 1, duplicates: 0 })
    expect(titles(w)).toEqual(['A', 'A'])
  })

  it('asked for twice at once is done once', async () => {
    const w = await signedIn()
    hand(w, 'a.csv', rows('A', 'B'))
    const ref = (await w.app.import.choose(undefined))?.ref ?? ''
    const both = [1, 2].map(() => codeOf(() => w.app.import.apply({ ref, duplicates: true })))
    expect((await Promise.all(both)).toSorted()).toEqual(['IMPORT_GONE', 'ok'])
    expect(titles(w)).toEqual(['A', 'B'])
  })

  it('that fails in the middle leaves nothing, and can be tried again', async () => {
    const w = await signedIn()
    hand(w, 'a.csv', rows(...Array.from({ length: 50 }, (_, n) => `Site ${n}`)))
    const ref = (await w.app.import.choose(undefined))?.ref ?? ''
    const db = new Database(join(w.folder, 'latchkey.sqlite'))
    db.exec(`CREATE TRIGGER fault BEFORE INSERT ON vault_entry
      WHEN (SELECT count(*) FROM vault_entry) = 29 BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    await expect(w.app.import.apply({ ref, duplicates: false })).rejects.toThrow('disk full')
    expect(contents(w)).toEqual([])
    const { counts, undo } = await w.app.vault.overview(undefined)
    expect([counts.all, undo]).toEqual([0, null])
    expect(w.activity('ada@example.com')).not.toContain('imported')

    db.exec('DROP TRIGGER fault')
    db.close()
    expect(await w.app.import.apply({ ref, duplicates: false })).toMatchObject({ added: 50 })
  })

  it('goes on beside an entry that does not open any more, and is taken back without it', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A', 'B'))
    const { scope } = w.openVault.current()
    const [first] = w.vaultRows.rows(scope.vaultId)
    if (first === undefined) throw new Error('nothing was added')
    const spoiled = Uint8Array.from(first.secret).fill(7, 20, 24) as typeof first.secret
    w.vaultRows.put(scope.accountId, scope.vaultId, { ...first, secret: spoiled })
    expect(await bring(w, 'a.csv', rows('A', 'B', 'C'))).toEqual({ added: 2, duplicates: 1 })
    expect(await w.app.import.undo(undefined)).toEqual({ removed: 2, kept: 0 })
    expect(contents(w)).toHaveLength(1)
    expect(w.vaultRows.count(scope.vaultId)).toBe(2)
  })

  it('of what another program had in its trash keeps it there for 30 days from now on', async () => {
    const w = await signedIn()
    await bring(w, 'keepassxc.csv')
    const old = contents(w).find(({ title }) => title === 'Old')
    expect(old?.trashedAt).toBe(w.clock.now())
  })
})

describe('taking an import back', () => {
  it('removes what came, and can be done once', async () => {
    const w = await signedIn()
    await bring(w, 'before.csv', rows('Before'))
    await bring(w, 'a.csv', rows('A', 'B'))
    expect(await w.app.import.undo(undefined)).toEqual({ removed: 2, kept: 0 })
    expect(titles(w)).toEqual(['Before'])
    expect(w.activity('ada@example.com')).toContain('import_undone')
    expect((await w.app.vault.overview(undefined)).undo).toBeNull()
    expect(await codeOf(() => w.app.import.undo(undefined))).toBe('NOTHING_TO_UNDO')
  })

  it('keeps what a person has changed since, and not what was only used or put in the trash', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('Changed', 'Used', 'Trashed', 'Starred', 'Deleted'))
    const id = (title: string) =>
      [...w.openVault.current().entries()].find(({ entry }) => entry.content.title === title)?.id ??
      ''
    w.clock.pass(day)
    const common = { notes: 'mine now', tags: [], favourite: false, username: 'u', urls: [] }
    await w.app.vault.save({
      id: id('Changed'),
      entry: { kind: 'login', title: 'Changed', password: null, otp: null, ...common },
    })
    await w.app.vault.copy({ id: id('Used'), field: { kind: 'password' } })
    await w.app.vault.setFavourite({ id: id('Starred'), favourite: true })
    await w.app.vault.trash({ ids: [id('Trashed'), id('Deleted')] })
    await w.app.vault.delete({ ids: [id('Deleted')] })
    expect(await w.app.import.undo(undefined)).toEqual({ removed: 2, kept: 2 })
    expect(titles(w)).toEqual(['Changed', 'Starred'])
  })

  it('keeps what is being edited, and the edit', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A', 'B'))
    const of = (title: string) =>
      [...w.openVault.current().entries()].find(({ entry }) => entry.content.title === title)?.id ??
      ''
    w.app.vault.saveDraft({ entry: of('A'), input: aLogin({ title: 'A, edited for an hour' }) })
    const undone = w.app.import.undo(undefined)
    w.app.vault.saveDraft({ entry: of('B'), input: aLogin({ title: 'B, begun meanwhile' }) })
    expect(await undone).toEqual({ removed: 0, kept: 2 })
    expect((await w.app.vault.overview(undefined)).drafts).toHaveLength(2)
  })

  it('asked for twice at once is done once', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A', 'B'))
    const both = [1, 2].map(() => codeOf(() => w.app.import.undo(undefined)))
    expect((await Promise.all(both)).toSorted()).toEqual(['NOTHING_TO_UNDO', 'ok'])
  })

  it('is about one’s own last import only', async () => {
    const w = await signedIn()
    await bring(w, 'a.csv', rows('A'))
    w.app.account.signOut()
    await w.create('bob@example.com', better)
    expect(await codeOf(() => w.app.import.undo(undefined))).toBe('NOTHING_TO_UNDO')
    w.app.account.signOut()
    expect(await codeOf(() => w.app.import.undo(undefined))).toBe('NOT_SIGNED_IN')
  })
})
