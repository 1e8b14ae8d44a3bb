import type { EntryDraft } from '@contract/vault-models'
import { describe, expect, test, vi } from 'vitest'
import { ok, settled } from '../../test/fake-api'
import { id, openedVault } from '../../test/opened-vault'
import { login } from '../../test/sample-views'

const draft: EntryDraft = { kind: 'note', title: 'Half', notes: '', tags: [], favourite: false }

describe('editing', () => {
  test('goes on where it was left', async () => {
    const { vault, model } = await openedVault(5, { vaultDraft: async () => ok(draft) })
    await vault.create('login')
    expect(model().editing?.store.getState()).toMatchObject({
      restored: true,
      values: { kind: 'note', title: 'Half' },
    })
  })

  test('saved, shows the entry and says so', async () => {
    const { vault, model, chosen, told } = await openedVault(5, {
      vaultSave: async () => ok(login({ id: id(2), title: 'Entry 2' })),
    })
    await vault.create('login')
    model().editing?.set({ title: 'Entry 2' })
    await vault.save()
    expect(model()).toMatchObject({ editing: null, focus: { place: 'detail' } })
    expect(chosen()).toMatchObject({ id: id(2), index: 2 })
    expect(told()).toEqual({ kind: 'saved' })
  })

  test('discarded by mistake, comes back', async () => {
    const { api, vault, model } = await openedVault()
    await vault.create('note')
    model().editing?.set({ title: 'Long work' })
    await vault.discardEdit()
    expect(model().editing).toBeNull()
    await vault.undo()
    expect(api.vaultSaveDraft).toHaveBeenLastCalledWith({
      entry: null,
      input: expect.objectContaining({ title: 'Long work' }),
    })
  })

  test('a draft discarded unopened comes back too', async () => {
    const { api, vault } = await openedVault(5, { vaultDraft: async () => ok(draft) })
    await vault.discardDraft({ entry: id(1), kind: 'note' })
    expect(api.vaultDiscardDraft).toHaveBeenCalledExactlyOnceWith({ entry: id(1), kind: 'note' })
    await vault.undo()
    expect(api.vaultSaveDraft).toHaveBeenCalledExactlyOnceWith({
      entry: id(1),
      input: expect.objectContaining({ title: 'Half' }),
    })
  })
})

describe('the end of a session', () => {
  test('a lock waits until what was typed is safe', async () => {
    const order: string[] = []
    const { vault, model, emit } = await openedVault(5, {
      vaultSaveDraft: async () => {
        order.push('draft')
        return ok(null)
      },
      lockNow: async () => {
        order.push('lock')
        return ok(null)
      },
    })
    await vault.create('login')
    model().editing?.set({ title: 'Half typed' })
    await emit('locking')
    expect(order).toEqual(['draft', 'lock'])
  })

  test('leaves nothing of the vault in the stores', async () => {
    const { vault, close, model, emit, api } = await openedVault()
    vault.moveTo(0)
    await settled()
    await vault.generator.make()
    await vault.editChosen()
    model().editing?.set({ password: 'typed secret' })
    const { editing } = model()
    close()
    await settled()
    const left = JSON.stringify([
      vault.store.getState(),
      vault.selection.store.getState(),
      vault.list.store.getState(),
      [...vault.list.store.getState().pages],
      vault.overview.store.getState(),
      vault.generator.store.getState(),
      vault.toasts.store.getState(),
      editing?.store.getState(),
    ])
    expect(left).not.toMatch(/Entry|typed secret|generated/)
    const asked = vi.mocked(api.vaultList).mock.calls.length
    await emit('vaultChanged')
    expect(api.vaultList).toHaveBeenCalledTimes(asked)
  })
})
