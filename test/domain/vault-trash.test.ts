import { trashDays } from '@contract/limits'
import { describe, expect, it } from 'vitest'
import {
  aLogin,
  aNote,
  openLogin,
  overview,
  passwordOf,
  save,
  titles,
} from '../support/typed-entries.ts'
import { codeOf, day, hour, restarted, world } from '../world.ts'

async function signedIn() {
  const w = world()
  await w.create()
  return w
}

describe('the trash', () => {
  it('keeps an entry as it was, and gives it back', async () => {
    const w = await signedIn()
    const saved = await save(w, aLogin({ tags: ['work'] }))
    await w.app.vault.trash({ ids: [saved.id] })
    expect(await titles(w)).toEqual([])
    expect(await titles(w, { view: 'trash' })).toEqual(['Harbour bank'])
    expect(await passwordOf(w, saved.id)).toBe('first password')
    await w.app.vault.restore({ ids: [saved.id] })
    const { usedAt, ...back } = await w.app.vault.entry({ id: saved.id })
    expect({ ...back, usedAt: null }).toEqual(saved)
    expect(usedAt).not.toBeNull()
  })

  it('is the only way to delete for good, and nothing of it stays', async () => {
    const w = await signedIn()
    const { id } = await save(w, aLogin())
    w.app.vault.saveDraft({ entry: id, input: aLogin({ title: 'half typed' }) })
    expect(await codeOf(() => w.app.vault.delete({ ids: [id] }))).toBe('BAD_REQUEST')
    await w.app.vault.trash({ ids: [id] })
    await w.app.vault.delete({ ids: [id] })
    expect(await codeOf(() => w.app.vault.entry({ id }))).toBe('ENTRY_GONE')
    expect((await overview(w)).drafts).toEqual([])
    const { vaultId } = w.openVault.current().scope
    expect(w.vaultRows.count(vaultId)).toBe(0)
    expect(w.vaultRows.recordNames(vaultId).filter((name) => name.startsWith('draft/'))).toEqual([])
  })

  it('takes and gives all of many, or none', async () => {
    const w = await signedIn()
    const first = await save(w, aLogin({ title: '1' }))
    const second = await save(w, aLogin({ title: '2' }))
    const unknown = 'A'.repeat(22)
    expect(await codeOf(() => w.app.vault.trash({ ids: [first.id, unknown] }))).toBe('ENTRY_GONE')
    expect(await titles(w)).toEqual(['1', '2'])
    await w.app.vault.trash({ ids: [first.id, second.id] })
    expect(await codeOf(() => w.app.vault.delete({ ids: [first.id, unknown] }))).toBe('ENTRY_GONE')
    expect(await titles(w, { view: 'trash' })).toEqual(['1', '2'])
  })

  it('empties whole, and touches nothing else', async () => {
    const w = await signedIn()
    const gone = await save(w, aNote({ title: 'gone' }))
    await save(w, aNote({ title: 'stays' }))
    await w.app.vault.trash({ ids: [gone.id] })
    await w.app.vault.emptyTrash(undefined)
    expect((await overview(w)).counts).toMatchObject({ all: 1, trash: 0 })
    await w.app.vault.emptyTrash(undefined)
    expect(w.vaultRows.count(w.openVault.current().scope.vaultId)).toBe(1)
  })

  it('lets go of an entry 30 days after it came, counted once, at the next opening', async () => {
    const w = await signedIn()
    const { id } = await save(w, aNote({ title: 'old' }))
    await w.app.vault.trash({ ids: [id] })
    w.clock.pass(trashDays * day - hour)
    await w.app.vault.trash({ ids: [id] }) // again, which doesn't restart the 30 days
    const almost = restarted(w)
    await almost.signIn()
    expect((await overview(almost)).counts.trash).toBe(1)
    almost.clock.pass(hour)
    const then = restarted(almost)
    await then.signIn()
    expect((await overview(then)).counts.trash).toBe(0)
    expect(then.vaultRows.count(then.openVault.current().scope.vaultId)).toBe(0)
  })

  it('deletes many old entries a few at a time', async () => {
    const w = await signedIn()
    w.openVault.current().add(Array.from({ length: 500 }, (_, n) => openLogin(`Site ${n}`)))
    const { vaultId } = w.openVault.current().scope
    await w.app.vault.trash({ ids: w.vaultRows.revisions(vaultId).map(({ id }) => id) })
    w.clock.pass(trashDays * day)
    const later = restarted(w)
    await later.signIn()
    let emptied = false
    void later.openVault
      .current()
      .checked()
      .then(() => {
        emptied = true
      })
    const left = new Set<number>()
    while (!emptied) {
      left.add(later.vaultRows.count(vaultId))
      await later.pause()
    }
    expect([...left]).toEqual([500, 300, 100, 0])
  })

  it('is not emptied by a clock that jumps far ahead', async () => {
    const w = world()
    await w.create()
    const { id } = await save(w, aLogin())
    await w.app.vault.trash({ ids: [id] })
    await overview(w)
    w.clock.pass(400 * day)
    const ahead = restarted(w)
    await ahead.signIn()
    expect((await overview(ahead)).counts.trash).toBe(1)
    // Nor when someone returns with the clock still wrong, or when it is corrected.
    ahead.clock.pass(day)
    const again = restarted(ahead)
    await again.signIn()
    expect((await overview(again)).counts.trash).toBe(1)
    again.clock.pass(-401 * day)
    const right = restarted(again)
    await right.signIn()
    expect((await overview(right)).counts.trash).toBe(1)
    right.clock.pass(20 * day)
    const later = restarted(right)
    await later.signIn()
    await overview(later)
    later.clock.pass(11 * day)
    const then = restarted(later)
    await then.signIn()
    expect((await overview(then)).counts.trash).toBe(0)
  })

  it('lets go of what is too old once time was seen passing after a long absence', async () => {
    const w = world()
    await w.create()
    const { id } = await save(w, aLogin())
    await w.app.vault.trash({ ids: [id] })
    await overview(w)
    w.clock.pass(60 * day)
    const back = restarted(w)
    await back.signIn()
    expect((await overview(back)).counts.trash).toBe(1)
    back.clock.pass(8 * day)
    const then = restarted(back)
    await then.signIn()
    expect((await overview(then)).counts.trash).toBe(0)
  })
})
