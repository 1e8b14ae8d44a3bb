import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { accountOf, byTitle, entriesOf, keepCode, login, someEntries } from '../support/entries.ts'
import { aLogin } from '../support/typed-entries.ts'
import { better, codeOf, day, good, hour, restarted, type World, world } from '../world.ts'

const third = 'nine loud geese fly south'

/** An account with a recovery code, its vault sealed by a reset without a keychain, signed in again. */
async function sealedOnce() {
  const w = world()
  await w.withMail()
  await w.confirmed()
  await w.signIn()
  w.openVault.current().add(someEntries)
  const code = await keepCode(w, good)
  w.app.account.signOut()
  w.clock.pass(hour)
  w.keychain.missing = true
  const again = restarted(w)
  await again.withMail()
  await again.reset(await again.resetLink())
  await again.signIn('ada@example.com', better)
  const [sealed] = await again.app.sealed.list(undefined)
  if (!sealed) throw new Error('nothing was sealed')
  return { w: again, code, sealed }
}

/** A vault that was sealed while one entry was being edited and another created. */
async function sealedWithDrafts() {
  const w = world()
  w.keychain.missing = true
  await w.withMail()
  await w.confirmed()
  await w.signIn()
  const [bank = login('Bank')] = someEntries
  const [id = ''] = w.openVault.current().add([bank])
  const edit = { title: 'Bank, edited', password: null, otp: null }
  w.app.vault.saveDraft({ entry: id, input: aLogin(edit) })
  const typed = { title: 'Typed for an hour', notes: 'mine', otp: 'no secret!' }
  w.app.vault.saveDraft({ entry: null, input: aLogin(typed) })
  w.clock.pass(hour)
  await w.reset(await w.resetLink())
  await w.signIn('ada@example.com', better)
  const [sealed] = await w.app.sealed.list(undefined)
  return { w, sealed: sealed?.id ?? '', id }
}

const reopen = (w: World, id: string, password = good) =>
  w.app.sealed.reopen({ id, by: { kind: 'password', password } })

function damageOne(w: World, id: string): void {
  const [row] = [...w.vaultRows.rows(id as never)]
  if (!row) throw new Error('no row')
  const content = Uint8Array.from(row.content)
  content[20] = (content[20] ?? 0) ^ 1
  w.vaultRows.put(accountOf(w).id, id as never, { ...row, content: content as never })
}

describe('a sealed vault', () => {
  it('is listed with what helps to know it again', async () => {
    const { sealed, w } = await sealedOnce()
    expect(sealed).toMatchObject({ entries: 3, hasCode: true, hasDevice: false })
    expect(sealed.sealedAt).toBeGreaterThan(sealed.passwordChangedAt)
    expect((await w.app.vault.overview(undefined)).sealed).toBe(1)
  })

  it('is reopened by the old password, and every entry is back', async () => {
    const { w, sealed } = await sealedOnce()
    expect(await reopen(w, sealed.id)).toEqual({ added: 3, duplicates: 0, damaged: 0, drafts: 0 })
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(await w.app.sealed.list(undefined)).toEqual([])
    expect(w.vaultRows.count(sealed.id as never)).toBe(0)
    expect(w.activity('ada@example.com')).toContain('vault_reopened')
    const again = restarted(w)
    await again.signIn('ada@example.com', better)
    expect(entriesOf(again)).toEqual(byTitle(someEntries))
  })

  it('is reopened by the recovery code of then, and by no other', async () => {
    const { w, code, sealed } = await sealedOnce()
    const by = (typed: string) => ({ id: sealed.id, by: { kind: 'code' as const, code: typed } })
    const other = await keepCode(w, better)
    expect(await codeOf(() => w.app.sealed.reopen(by(other)))).toBe('WAY_IN_WRONG')
    expect(await codeOf(() => w.app.sealed.reopen(by('x')))).toBe('RECOVERY_MISTYPED')
    expect(await w.app.sealed.reopen(by(code))).toMatchObject({ added: 3 })
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('merges: what is there already is not there twice, what was changed since is', async () => {
    const { w, sealed } = await sealedOnce()
    const [bank = login('Bank'), library = login('Library')] = someEntries
    w.openVault
      .current()
      .add([
        { ...bank, content: { ...bank.content, usedAt: 5, changedAt: 5, createdAt: 5 } },
        { ...library, secret: { ...library.secret, password: 'a newer one' } },
        login('New here'),
      ])
    expect(await reopen(w, sealed.id)).toEqual({ added: 2, duplicates: 1, damaged: 0, drafts: 0 })
    const titles = entriesOf(w).map(({ content }) => content.title)
    expect(titles).toEqual(['Bank', 'Library', 'Library', 'New here', 'Wi-Fi of the summer house'])
  })

  it.each([
    ['tags', { content: { tags: ['work'] } }],
    ['favourite', { content: { favourite: true } }],
    ['notes', { content: { notes: 'other notes' } }],
    ['password history', { secret: { history: ['another'] } }],
    ['trash', { content: { trashedAt: 1_795_000_000_000 } }],
  ])('takes an entry that differs in %s only for another one', async (_name, change) => {
    const { w, sealed } = await sealedOnce()
    const [bank = login('Bank')] = someEntries
    const other = {
      content: { ...bank.content, ...('content' in change ? change.content : {}) },
      secret: { ...bank.secret, ...('secret' in change ? change.secret : {}) },
    }
    w.openVault.current().add([other as typeof bank])
    expect(await reopen(w, sealed.id)).toMatchObject({ added: 3, duplicates: 0 })
  })

  it('keeps its damaged rows sealed, and only those', async () => {
    const { w, sealed } = await sealedOnce()
    damageOne(w, sealed.id)
    expect(await reopen(w, sealed.id)).toEqual({ added: 2, duplicates: 0, damaged: 1, drafts: 0 })
    expect(await w.app.sealed.list(undefined)).toMatchObject([{ entries: 1 }])
    expect(await reopen(w, sealed.id)).toEqual({ added: 0, duplicates: 0, damaged: 1, drafts: 0 })
    expect(entriesOf(w)).toHaveLength(2)
  })

  it('brings its unsaved edits along', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    const [id] = w.openVault.current().add([login('Bank')])
    const input = { ...login('Bank').content, title: 'Bank, edited' }
    w.openVault.current().setRecord(`draft/${id}`, { at: 1, input })
    w.openVault.current().setRecord('draft/new', { at: 2, input: { ...input, title: 'Not yet' } })
    w.clock.pass(hour)
    await w.reset(await w.resetLink())
    await w.signIn('ada@example.com', better)
    const [sealed] = await w.app.sealed.list(undefined)
    await reopen(w, sealed?.id ?? '')
    const { drafts } = await w.app.vault.overview(undefined)
    expect(drafts.map(({ title }) => title)).toEqual(['Not yet', 'Bank, edited'])
    const [entry] = [...w.openVault.current().entries()]
    expect(drafts.map((draft) => draft.entry)).toEqual([null, entry?.id])
  })

  it('keeps an unsaved edit whose place is taken, as an entry of its own', async () => {
    const { w, sealed, id } = await sealedWithDrafts()
    w.app.vault.saveDraft({ entry: null, input: aLogin({ title: 'A stray' }) })
    const [bank = login('Bank')] = someEntries
    const [same = ''] = w.openVault.current().add([bank])
    w.app.vault.saveDraft({ entry: same, input: aLogin({ title: 'Bank, edited here' }) })
    expect(await reopen(w, sealed)).toMatchObject({ added: 0, duplicates: 1, drafts: 2 })
    expect(id).not.toBe(same)
    const { drafts } = await w.app.vault.overview(undefined)
    expect(drafts.map(({ title }) => title).toSorted()).toEqual(['A stray', 'Bank, edited here'])
    const [bankNow, edited, typed] = entriesOf(w)
    expect(bankNow).toEqual(bank)
    // The edit left the password unchanged, so it is the entry's.
    expect(edited).toMatchObject({
      content: { title: 'Bank, edited' },
      secret: { password: bank.secret.password },
    })
    expect(typed).toMatchObject({
      content: { title: 'Typed for an hour', notes: 'mine\nOTP: no secret!', hasOtp: false },
    })
  })

  it('is reopened in spite of a damaged entry in the vault that is open', async () => {
    const { w, sealed } = await sealedOnce()
    const [bank = login('Bank')] = someEntries
    const [id] = w.openVault.current().add([bank])
    const { vaultId } = accountOf(w)
    const row = id && w.vaultRows.row(vaultId, id)
    if (!row) throw new Error('no row')
    const secret = Uint8Array.from(row.secret)
    secret[20] = (secret[20] ?? 0) ^ 1
    w.vaultRows.put(accountOf(w).id, vaultId, { ...row, secret: secret as never })
    expect(await reopen(w, sealed.id)).toMatchObject({ added: 3, duplicates: 0 })
    expect(await w.app.sealed.list(undefined)).toEqual([])
  })

  it('gives what was in its trash time anew', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    const gone = login('Thrown away')
    w.openVault.current().add([{ ...gone, content: { ...gone.content, trashedAt: w.clock.time } }])
    w.clock.pass(hour)
    await w.reset(await w.resetLink())
    w.clock.pass(40 * day)
    await w.signIn('ada@example.com', better)
    const [sealed] = await w.app.sealed.list(undefined)
    await reopen(w, sealed?.id ?? '')
    const again = restarted(w)
    await again.signIn('ada@example.com', better)
    await again.openVault.current().checked()
    expect(entriesOf(again)).toHaveLength(1)
  })

  it('waits after wrong passwords, each vault by itself', async () => {
    const { w, sealed } = await sealedOnce()
    const codes: string[] = []
    for (let i = 0; i < 6; i += 1) codes.push(await codeOf(() => reopen(w, sealed.id, third)))
    expect(codes).toEqual([...Array(5).fill('WAY_IN_WRONG'), 'WAIT'])
    expect(await codeOf(() => w.signIn('ada@example.com', better))).toBe('ok')
  })

  it('reopened twice at once comes back once', async () => {
    const { w, sealed } = await sealedOnce()
    const codes = await Promise.all(
      [reopen(w, sealed.id), reopen(w, sealed.id)].map((one) => codeOf(() => one)),
    )
    expect(codes.toSorted()).toEqual(['ENTRY_GONE', 'ok'])
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
  })

  it('reopened twice at once comes back once, damaged rows or not', async () => {
    const { w, sealed } = await sealedOnce()
    damageOne(w, sealed.id)
    const both = [reopen(w, sealed.id), reopen(w, sealed.id)]
    const codes = await Promise.all(both.map((one) => codeOf(() => one)))
    expect(codes.toSorted()).toEqual(['ENTRY_GONE', 'ok'])
    expect(entriesOf(w)).toHaveLength(2)
  })

  it('with only an unsaved edit in it, reopened twice at once, brings that edit back once', async () => {
    const w = world()
    w.keychain.missing = true
    await w.withMail()
    await w.confirmed()
    await w.signIn()
    w.app.vault.saveDraft({ entry: null, input: aLogin({ title: 'Typed for an hour' }) })
    w.clock.pass(hour)
    await w.reset(await w.resetLink())
    await w.signIn('ada@example.com', better)
    const [sealed] = await w.app.sealed.list(undefined)
    const id = sealed?.id ?? ''
    const codes = await Promise.all([reopen(w, id), reopen(w, id)].map((one) => codeOf(() => one)))
    expect(codes.toSorted()).toEqual(['ENTRY_GONE', 'ok'])
    expect((await w.app.vault.overview(undefined)).drafts).toHaveLength(1)
    expect(entriesOf(w)).toEqual([])
  })

  it('is untouched when the session ends while it is being reopened', async () => {
    const { w, sealed } = await sealedOnce()
    const reopening = codeOf(() => reopen(w, sealed.id))
    w.sessions.lock()
    expect(await reopening).toBe('NOT_SIGNED_IN')
    await w.signIn('ada@example.com', better)
    expect(await w.app.sealed.list(undefined)).toHaveLength(1)
    expect(entriesOf(w)).toEqual([])
  })

  it('stays over further resets, and each is reopened by its own password', async () => {
    const { w } = await sealedOnce()
    w.openVault.current().add([login('Made in between')])
    w.app.account.signOut()
    w.clock.pass(hour)
    await w.reset(await w.resetLink(), third)
    await w.signIn('ada@example.com', third)
    const list = await w.app.sealed.list(undefined)
    expect(list.map(({ entries }) => entries)).toEqual([1, 3])
    await reopen(w, list[0]?.id ?? '', better)
    await reopen(w, list[1]?.id ?? '', good)
    expect(entriesOf(w)).toEqual(byTitle([...someEntries, login('Made in between')]))
  })

  it('stays over a reset with a recovery code', async () => {
    const { w, sealed } = await sealedOnce()
    const code = await keepCode(w, better)
    const { ref } = await w.app.recovery.begin({ email: 'ada@example.com', code })
    await w.app.link.redeemReset({ ref, password: third, expected: 'kept-with-code' })
    await w.signIn('ada@example.com', third)
    expect(await reopen(w, sealed.id)).toMatchObject({ added: 3 })
  })

  it('is deleted for good only with the password of now', async () => {
    const { w, sealed } = await sealedOnce()
    const remove = (password: string) =>
      codeOf(() => w.app.sealed.delete({ id: sealed.id, password }))
    expect(await remove(good)).toBe('WRONG_PASSWORD')
    expect(await remove(better)).toBe('ok')
    expect(await w.app.sealed.list(undefined)).toEqual([])
    expect(w.vaultRows.count(sealed.id as never)).toBe(0)
    expect(await remove(better)).toBe('ENTRY_GONE')
  })

  it('of another person is out of reach', async () => {
    const { w, sealed } = await sealedOnce()
    await w.create('grace@example.com')
    expect(await w.app.sealed.list(undefined)).toEqual([])
    expect(await codeOf(() => reopen(w, sealed.id))).toBe('ENTRY_GONE')
    const remove = () => w.app.sealed.delete({ id: sealed.id, password: good })
    expect(await codeOf(remove)).toBe('ENTRY_GONE')
  })
})

describe('a sealed vault, once the keychain is back', () => {
  async function back() {
    const { w, sealed } = await sealedOnce()
    w.app.account.signOut()
    w.keychain.missing = false
    const again = restarted(w)
    await again.withMail()
    again.clock.pass(hour)
    return { w: again, sealed }
  }
  const byDevice = (w: World, id: string) => w.app.sealed.reopen({ id, by: { kind: 'device' } })

  it('is reopened without any password after one more reset by mail', async () => {
    const { w, sealed } = await back()
    await w.signIn('ada@example.com', better)
    await w.reset(await w.resetLink(), third)
    await w.signIn('ada@example.com', third)
    expect(await w.app.sealed.list(undefined)).toMatchObject([{ id: sealed.id, hasDevice: true }])
    expect(await byDevice(w, sealed.id)).toMatchObject({ added: 3 })
    expect(entriesOf(w)).toEqual(byTitle(someEntries))
    expect(w.vaultRows.recordNames(accountOf(w).vaultId).join()).not.toContain('sealed-key')
  })

  it('opens to nobody who has not proven the mailbox since', async () => {
    const { w, sealed } = await back()
    await w.signIn('ada@example.com', better)
    expect(await w.app.sealed.list(undefined)).toMatchObject([{ hasDevice: false }])
    expect(await codeOf(() => byDevice(w, sealed.id))).toBe('WAY_IN_WRONG')
    const code = await keepCode(w, better)
    const { ref } = await w.app.recovery.begin({ email: 'ada@example.com', code })
    await w.app.link.redeemReset({ ref, password: third, expected: 'kept-with-code' })
    await w.signIn('ada@example.com', third)
    expect(await codeOf(() => byDevice(w, sealed.id))).toBe('WAY_IN_WRONG')
  })

  it('whose row was put there by hand opens to no one else', async () => {
    const { w, sealed } = await back()
    await w.create('mallory@example.com')
    w.close()
    const db = new Database(`${w.folder}/latchkey.sqlite`)
    const { id } = db.prepare("SELECT id FROM account WHERE email LIKE 'mallory%'").get() as {
      id: string
    }
    db.prepare('UPDATE sealed_vault SET account_id = ?').run(id)
    db.prepare('UPDATE vault_entry SET account_id = ?').run(id)
    db.close()
    const again = restarted(w)
    await again.signIn('mallory@example.com')
    for (const by of [{ kind: 'device' }, { kind: 'password', password: good }] as const) {
      const code = await codeOf(() => again.app.sealed.reopen({ id: sealed.id, by }))
      expect(code).toBe('WAY_IN_WRONG')
    }
  })
})
