import { describe, expect, test, vi } from 'vitest'
import { fail, ok, settled } from '../../test/fake-api'
import { id, openedVault } from '../../test/opened-vault'
import { login, overview } from '../../test/sample-views'

describe('walking through the list', () => {
  test('shows each entry as it is reached', async () => {
    const { vault, chosen } = await openedVault()
    vault.moveTo(3)
    await settled()
    expect(chosen()).toMatchObject({ id: id(3), index: 3, entry: { title: 'Entry 3' } })
  })

  test('reaches a line that is not here yet', async () => {
    const { vault, chosen } = await openedVault(1000)
    vault.moveTo(999)
    await settled()
    expect(chosen()).toMatchObject({ index: 999, entry: { title: 'Entry 999' } })
  })

  test('of two entries asked for, the one asked for later is shown', async () => {
    const waiting = new Map<string, () => void>()
    const { vault, chosen } = await openedVault(5, {
      vaultEntry: ({ id: asked }) =>
        new Promise((resolve) =>
          waiting.set(asked, () => resolve(ok(login({ id: asked, title: asked })))),
        ),
    })
    vault.moveTo(1)
    vault.moveTo(2)
    waiting.get(id(2))?.()
    waiting.get(id(1))?.()
    await settled()
    expect(chosen().entry?.id).toBe(id(2))
  })

  test('leaves an edit as a draft', async () => {
    const { api, vault, model } = await openedVault()
    vault.moveTo(0)
    await settled()
    await vault.editChosen()
    model().editing?.set({ title: 'Changed' })
    vault.moveTo(1)
    await settled()
    expect(model().editing).toBeNull()
    expect(api.vaultSaveDraft).toHaveBeenCalledExactlyOnceWith({
      entry: id(0),
      input: expect.objectContaining({ title: 'Changed' }),
    })
  })
})

describe('searching', () => {
  test('has the best hit at hand at once', async () => {
    const { vault, chosen } = await openedVault()
    await vault.search('Entry 4')
    await settled()
    expect(chosen()).toMatchObject({ id: id(4), index: 0 })
  })

  test('leaves what is chosen alone as long as it is a hit', async () => {
    const { vault, chosen } = await openedVault()
    vault.moveTo(3)
    await vault.search('Entry')
    expect(chosen().id).toBe(id(3))
  })

  test('does not end an edit', async () => {
    const { vault, model } = await openedVault()
    await vault.create('login')
    await vault.search('Entry 4')
    expect(model().editing).not.toBeNull()
  })

  test('without a hit chooses nothing', async () => {
    const { vault, chosen } = await openedVault()
    vault.moveTo(3)
    await vault.search('zzz')
    expect(chosen().id).toBeNull()
  })

  test('ended, finds the chosen one again in the whole list', async () => {
    const { vault, chosen } = await openedVault(1000)
    await vault.search('Entry 777')
    await settled()
    await vault.search('')
    expect(chosen().id).toBe(id(777))
    expect(vault.list.at(chosen().index ?? -1)?.id).toBe(id(777))
  })
})

describe('the trash', () => {
  test('takes an entry, the next one is chosen, and undo brings it back', async () => {
    const { vault, chosen, told, model } = await openedVault()
    vault.moveTo(1)
    await settled()
    await vault.trash()
    await settled()
    expect(told()).toEqual({ kind: 'trashed' })
    expect(chosen()).toMatchObject({ id: id(2), index: 1 })
    expect(model().focus.place).toBe('list')
    await vault.undo()
    expect(chosen()).toMatchObject({ id: id(1), index: 1 })
    expect(told()).toEqual({ kind: 'restored' })
  })

  test('undo works once, and long after it was offered', async () => {
    const { api, vault } = await openedVault()
    vault.moveTo(1)
    await settled()
    await vault.trash()
    vault.toasts.dismiss(vault.toasts.store.getState().toast?.turn ?? 0)
    await vault.undo()
    await vault.undo()
    expect(api.vaultRestore).toHaveBeenCalledOnce()
  })

  test('an entry in it is neither edited nor put there again', async () => {
    const { api, vault, model } = await openedVault()
    vault.moveTo(0)
    await settled()
    await vault.trash()
    await vault.show('trash')
    vault.moveTo(0)
    await settled()
    await vault.editChosen()
    await vault.trash()
    expect(model().editing).toBeNull()
    expect(api.vaultTrash).toHaveBeenCalledOnce()
  })

  test('a move that fails is told, and changes nothing', async () => {
    const { vault, chosen, told } = await openedVault(5, {
      vaultTrash: async () => fail('STORAGE'),
    })
    vault.moveTo(1)
    await settled()
    await vault.trash()
    expect(told()).toMatchObject({ kind: 'failed', failure: { code: 'STORAGE' } })
    expect(chosen().id).toBe(id(1))
  })
})

describe('a key pressed while the entry moved to is under way', () => {
  /** Entry 0 is shown; entry 1 was moved to, but main hasn't answered yet. */
  async function onTheWay() {
    let arrive = () => {}
    const opened = await openedVault(5, {
      vaultEntry: ({ id: asked }) =>
        asked === id(0)
          ? Promise.resolve(ok(login({ id: asked })))
          : new Promise((resolve) => (arrive = () => resolve(ok(login({ id: asked }))))),
    })
    opened.vault.moveTo(0)
    await settled()
    opened.vault.moveTo(1)
    return { ...opened, arrive: () => arrive() }
  }

  test.each([
    ['copies', 'vaultCopy', { field: { kind: 'password' } }],
    ['marks', 'vaultSetFavourite', {}],
    ['opens the address', 'vaultOpenUrl', { index: 0 }],
  ] as const)('%s of that one, not of the one before', async (_what, channel, args) => {
    const { api, vault, arrive } = await onTheWay()
    if (channel === 'vaultCopy') void vault.copy({ kind: 'password' })
    else if (channel === 'vaultOpenUrl') void vault.openUrl(0)
    else void vault.toggleFavourite()
    await settled()
    expect(api[channel]).not.toHaveBeenCalled()
    arrive()
    await settled()
    expect(api[channel]).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ ...args, id: id(1) }),
    )
  })

  test('puts that one into the trash', async () => {
    const { api, vault, arrive } = await onTheWay()
    const trashing = vault.trash()
    arrive()
    await trashing
    expect(api.vaultTrash).toHaveBeenCalledExactlyOnceWith({ ids: [id(1)] })
  })

  test('edits that one', async () => {
    const { vault, model, arrive } = await onTheWay()
    const editing = vault.editChosen()
    arrive()
    await editing
    expect(model().editing?.id).toBe(id(1))
  })

  test('is never about the one before, where the line is not known yet', async () => {
    const { api, vault } = await openedVault(1000)
    vault.moveTo(0)
    await settled()
    vault.moveTo(999)
    await vault.copy({ kind: 'password' })
    const before = expect.objectContaining({ id: id(0) })
    expect(api.vaultCopy).not.toHaveBeenCalledWith(before)
  })
})

describe('copying', () => {
  test('tells what was copied and when it is cleared', async () => {
    const { api, vault, told } = await openedVault()
    vault.moveTo(0)
    await settled()
    await vault.copy({ kind: 'password' })
    expect(api.vaultCopy).toHaveBeenCalledWith({ id: id(0), field: { kind: 'password' } })
    expect(told()).toEqual({ kind: 'copied', what: 'password', clearsAt: 30_000 })
  })

  test('a field that is not there asks for nothing', async () => {
    const { api, vault } = await openedVault()
    await vault.copy({ kind: 'password' })
    vault.moveTo(0)
    await settled()
    await vault.copy({ kind: 'otp-code' })
    expect(api.vaultCopy).not.toHaveBeenCalled()
  })
})

test('what main changes is shown', async () => {
  const vaultOverview = vi.fn(async () => ok(overview()))
  const { vault, emit } = await openedVault(5, { vaultOverview })
  vaultOverview.mockResolvedValue(ok(overview({ damaged: 2 })))
  await emit('vaultChanged')
  expect(vault.overview.store.getState().value?.damaged).toBe(2)
})

test('an entry that went away meanwhile is looked at no more', async () => {
  const { vault, chosen, emit, api } = await openedVault()
  vault.moveTo(0)
  await settled()
  vi.mocked(api.vaultEntry).mockResolvedValue(fail('ENTRY_GONE'))
  await emit('vaultChanged')
  expect(chosen()).toMatchObject({ id: null, failure: null })
})
