import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fail, fakeApi, ok } from '../../test/fake-api'
import { entryId, login } from '../../test/sample-views'
import { createEditor } from './editor'

const entry = login({ hasOtp: true })
const draft = {
  kind: 'login',
  title: 'Half a title',
  notes: '',
  tags: [],
  favourite: false,
  username: '',
  urls: [],
  password: null,
  otp: null,
} as const

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function editing(overrides: Parameters<typeof fakeApi>[0] = {}) {
  const { api } = fakeApi(overrides)
  return { api, editor: createEditor(api, { kind: 'login', entry, draft: null }) }
}

describe('a draft', () => {
  test('is written once the typing rests, and not at every letter', async () => {
    const { api, editor } = editing()
    for (const title of ['N', 'Ne', 'New']) {
      editor.set({ title })
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(api.vaultSaveDraft).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(250)
    expect(api.vaultSaveDraft).toHaveBeenCalledExactlyOnceWith({
      entry: entryId,
      input: expect.objectContaining({ title: 'New', password: null, otp: null }),
    })
  })

  test('is written at once when the app locks or ends', async () => {
    const { api, editor } = editing()
    editor.set({ title: 'New' })
    await editor.flush()
    expect(api.vaultSaveDraft).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(1000)
    expect(api.vaultSaveDraft).toHaveBeenCalledOnce()
  })

  test('is not made by looking', async () => {
    const { api, editor } = editing()
    await editor.close()
    expect(api.vaultSaveDraft).not.toHaveBeenCalled()
    expect(api.vaultDiscardDraft).not.toHaveBeenCalled()
  })

  test('goes when what was typed is taken back', async () => {
    const { api, editor } = editing()
    editor.set({ title: 'New' })
    await editor.flush()
    editor.set({ title: entry.title })
    await editor.flush()
    expect(api.vaultDiscardDraft).toHaveBeenCalledExactlyOnceWith({ entry: entryId, kind: 'login' })
    expect(editor.store.getState().changed).toBe(false)
  })

  test('is what the editor begins with, and is still there when it is left again', async () => {
    const { api } = fakeApi()
    const editor = createEditor(api, { kind: 'login', entry, draft })
    expect(editor.store.getState()).toMatchObject({
      restored: true,
      values: { title: 'Half a title' },
    })
    await editor.close()
    expect(api.vaultDiscardDraft).not.toHaveBeenCalled()
  })

  test('that could not be written is written again when the app locks, without another letter', async () => {
    const vaultSaveDraft = vi
      .fn(async () => ok(null))
      .mockResolvedValueOnce(fail('STORAGE') as never)
    const { editor } = editing({ vaultSaveDraft })
    editor.set({ title: 'N' })
    await editor.flush()
    await editor.flush()
    expect(vaultSaveDraft).toHaveBeenCalledTimes(2)
    expect(editor.store.getState().draftFailure).toBeNull()
    await editor.flush()
    expect(vaultSaveDraft).toHaveBeenCalledTimes(2)
  })

  test('that could not be written is told, and written again with the next letter', async () => {
    const vaultSaveDraft = vi
      .fn(async () => ok(null))
      .mockResolvedValueOnce(fail('STORAGE') as never)
    const { editor } = editing({ vaultSaveDraft })
    editor.set({ title: 'N' })
    await editor.flush()
    expect(editor.store.getState().draftFailure).toMatchObject({ code: 'STORAGE' })
    editor.set({ title: 'Ne' })
    await editor.flush()
    expect(editor.store.getState().draftFailure).toBeNull()
  })
})

describe('saving', () => {
  test('leaves secrets alone that were not touched', async () => {
    const { api, editor } = editing()
    editor.set({ username: ' ann ', urls: [' https://a.example ', ' '] })
    await editor.save()
    expect(api.vaultSave).toHaveBeenCalledExactlyOnceWith({
      id: entryId,
      entry: expect.objectContaining({
        username: 'ann',
        urls: ['https://a.example'],
        password: null,
        otp: null,
      }),
    })
  })

  test('never writes a draft after it', async () => {
    const { api, editor } = editing()
    editor.set({ title: 'New' })
    await editor.save()
    await vi.advanceTimersByTimeAsync(1000)
    await editor.flush()
    expect(api.vaultSaveDraft).not.toHaveBeenCalled()
  })

  test('that fails keeps what was typed, as a draft too', async () => {
    const { api, editor } = editing({ vaultSave: async () => fail('OTP_INVALID') })
    editor.set({ otp: 'not a key' })
    expect(await editor.save()).toBeNull()
    expect(editor.store.getState()).toMatchObject({
      saving: false,
      problem: { code: 'OTP_INVALID' },
      values: { otp: 'not a key' },
    })
    expect(api.vaultSaveDraft).toHaveBeenCalledOnce()
  })

  test('pressed twice saves once', async () => {
    const { api, editor } = editing()
    editor.set({ title: 'New' })
    await Promise.all([editor.save(), editor.save()])
    expect(api.vaultSave).toHaveBeenCalledOnce()
  })

  test('asks for a name by which it is found again', async () => {
    const { api } = fakeApi()
    const editor = createEditor(api, { kind: 'login', entry: null, draft: null })
    editor.set({ password: 'only a password' })
    expect(await editor.save()).toBeNull()
    expect(editor.store.getState().problem).toBe('nameless')
    expect(api.vaultSave).not.toHaveBeenCalled()
    editor.set({ username: 'ann' })
    expect(await editor.save()).not.toBeNull()
  })
})

test('closed, it holds nothing of what was typed', async () => {
  const { editor } = editing()
  editor.set({ password: 'secret' })
  await editor.close()
  expect(JSON.stringify(editor.store.getState())).not.toContain('secret')
})

test('discarded, it is as the entry is', async () => {
  const { api, editor } = editing()
  editor.set({ title: 'New' })
  await editor.flush()
  expect(await editor.discard()).toBeNull()
  expect(api.vaultDiscardDraft).toHaveBeenCalledExactlyOnceWith({ entry: entryId, kind: 'login' })
  expect(editor.store.getState()).toMatchObject({ changed: false, values: { title: entry.title } })
})
