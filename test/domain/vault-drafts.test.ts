import { describe, expect, it } from 'vitest'
import { aLogin, aNote, overview, save } from '../support/typed-entries.ts'
import { codeOf, minute, restarted, world } from '../world.ts'

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

const half = aLogin({ title: 'Harbour ba', password: 'half typed', otp: null })

describe('an unsaved edit', () => {
  it('is there again after a crash, as it was left', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    w.app.vault.saveDraft({ entry: id, input: half })
    w.clock.pass(minute)
    w.app.vault.saveDraft({ entry: null, input: aNote({ title: '', notes: ' New thing\nmore' }) })
    const later = restarted(w)
    await later.signIn()
    expect((await overview(later)).drafts).toEqual([
      { entry: null, kind: 'note', title: 'New thing' },
      { entry: id, kind: 'login', title: 'Harbour ba' },
    ])
    expect(await later.app.vault.draft({ entry: id, kind: 'login' })).toEqual(half)
    expect(await later.app.vault.draft({ entry: null, kind: 'note' })).toMatchObject({
      notes: ' New thing\nmore',
    })
    expect((await later.app.vault.entry({ id })).title).toBe('Harbour bank')
  })

  it('goes when it is saved or discarded', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    w.app.vault.saveDraft({ entry: id, input: half })
    w.app.vault.saveDraft({ entry: null, input: aNote() })
    await save(w, half, id)
    expect(await w.app.vault.draft({ entry: id, kind: 'login' })).toBeNull()
    await save(w, aNote())
    expect(await w.app.vault.draft({ entry: null, kind: 'note' })).toBeNull()
    w.app.vault.saveDraft({ entry: id, input: half })
    w.app.vault.discardDraft({ entry: id, kind: 'login' })
    expect((await overview(w)).drafts).toEqual([])
  })

  it('of a new login leaves that of a new note alone', async () => {
    const w = await signedIn()
    w.app.vault.saveDraft({ entry: null, input: aNote({ title: 'Typed for an hour' }) })
    w.app.vault.saveDraft({ entry: null, input: half })
    expect((await overview(w)).drafts).toHaveLength(2)
    await save(w, half)
    expect((await overview(w)).drafts).toEqual([
      { entry: null, kind: 'note', title: 'Typed for an hour' },
    ])
  })

  it('of an entry that got a star meanwhile does not take it back', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    w.app.vault.saveDraft({ entry: id, input: half })
    await w.app.vault.setFavourite({ id, favourite: true })
    const draft = await w.app.vault.draft({ entry: id, kind: 'login' })
    expect(draft?.favourite).toBe(true)
  })

  it('stays when what it was to become could not be saved', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    w.app.vault.saveDraft({ entry: id, input: half })
    expect(await codeOf(() => save(w, { ...half, otp: 'no secret!' }, id))).toBe('OTP_INVALID')
    expect(await w.app.vault.draft({ entry: id, kind: 'login' })).toEqual(half)
  })

  it('of one account is not another’s', async () => {
    const w = await signedIn()
    w.app.vault.saveDraft({ entry: null, input: half })
    await w.create('grace@example.com')
    expect(await w.app.vault.draft({ entry: null, kind: 'login' })).toBeNull()
    expect((await overview(w)).drafts).toEqual([])
  })

  it('that was changed from outside is not shown, and hinders nothing', async () => {
    const w = await signedIn()
    w.app.vault.saveDraft({ entry: null, input: half })
    const { accountId, vaultId } = w.openVault.current().scope
    const sealed = w.vaultRows.record(vaultId, 'draft/new')
    if (sealed === null) throw new Error('no draft')
    w.vaultRows.putRecord(accountId, vaultId, `draft/${'A'.repeat(22)}`, sealed) // moved to another entry
    sealed[20] = (sealed[20] ?? 0) ^ 1
    w.vaultRows.putRecord(accountId, vaultId, 'draft/new', sealed)
    expect((await overview(w)).drafts).toEqual([])
    expect(await w.app.vault.draft({ entry: null, kind: 'login' })).toBeNull()
    w.app.vault.saveDraft({ entry: null, input: half })
    expect(await w.app.vault.draft({ entry: null, kind: 'login' })).toEqual(half)
  })
})
