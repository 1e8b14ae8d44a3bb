import type { Result } from '@contract/result'
import { expect, test, vi } from 'vitest'
import { fail, ok } from '../test/fake-api'
import { createResource } from './resource'

test('a failing reload keeps the last good answer', async () => {
  const ask = vi.fn<() => Promise<Result<number>>>(async () => fail('INTERNAL'))
  ask.mockResolvedValueOnce(ok(1))
  const resource = createResource(ask)
  await resource.load()
  await resource.load()
  expect(resource.store.getState()).toMatchObject({ value: 1, failure: { code: 'INTERNAL' } })
})

test('what was put in is not overwritten by an older answer', async () => {
  let answer: (result: Result<number>) => void = () => undefined
  const resource = createResource<number>(() => new Promise((resolve) => (answer = resolve)))
  const loading = resource.load()
  resource.put(2)
  answer(ok(1))
  await loading
  expect(resource.store.getState()).toEqual({ value: 2, failure: null })
})
