import { expect, test } from 'vitest'
import { fail, fakeApi } from '../test/fake-api'
import { newCode, recovery } from '../test/sample-views'
import { createNewCode } from './new-code'

async function made(overrides: Parameters<typeof fakeApi>[0] = {}) {
  const { api } = fakeApi(overrides)
  const code = createNewCode(api)
  expect(await code.make('x')).toBeNull()
  return { api, code, held: () => code.store.getState().code }
}

test('a wrong password makes none', async () => {
  const { api } = fakeApi({ recoveryMake: async () => fail('WRONG_PASSWORD') })
  const code = createNewCode(api)
  expect(await code.make('x')).toMatchObject({ code: 'WRONG_PASSWORD' })
  expect(code.store.getState().code).toBeNull()
})

test('one that is kept is held here no longer, and not dropped', async () => {
  const { api, code, held } = await made()
  expect(held()).toEqual(newCode)
  expect(await code.keep()).toEqual(recovery())
  expect(held()).toBeNull()
  code.drop()
  expect(api.recoveryKeep).toHaveBeenCalledExactlyOnceWith({ ref: newCode.ref })
  expect(api.recoveryDrop).not.toHaveBeenCalled()
})

test('one that could not be kept is still shown, so that another try is possible', async () => {
  const { code, held } = await made({ recoveryKeep: async () => fail('STORAGE') })
  expect(await code.keep()).toMatchObject({ code: 'STORAGE' })
  expect(held()).toEqual(newCode)
})

test('leaving drops it, once', async () => {
  const { api, code, held } = await made()
  code.drop()
  code.drop()
  expect(held()).toBeNull()
  expect(api.recoveryDrop).toHaveBeenCalledExactlyOnceWith({ ref: newCode.ref })
})

test('a page that was not saved after all is told apart from one that could not be', async () => {
  const not = await made({
    recoverySavePage: async () => ({ ok: true, value: { saved: false } }) as const,
  })
  expect(await not.code.savePage()).toBe(false)
  const failed = await made({ recoverySavePage: async () => fail('FILE_UNWRITABLE') })
  expect(await failed.code.savePage()).toMatchObject({ code: 'FILE_UNWRITABLE' })
})
