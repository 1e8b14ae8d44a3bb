import type { Result } from '@contract/channel'
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

test('what was put in is not overwritten by an older answer, nor does it hide a newer one', async () => {
  const answers: ((result: Result<number>) => void)[] = []
  const resource = createResource<number>(() => new Promise((resolve) => answers.push(resolve)))
  const loading = resource.load()
  resource.put(2)
  answers[0]?.(ok(1))
  await loading
  expect(resource.store.getState()).toEqual({ value: 2, failure: null })
  // There is no telling whether that answer was older, so main was asked again.
  answers[1]?.(ok(3))
  await expect.poll(() => resource.store.getState().value).toBe(3)
  expect(answers).toHaveLength(2)
})

test('what is put in while nothing is under way asks nobody', () => {
  const ask = vi.fn<() => Promise<Result<number>>>(async () => ok(1))
  createResource(ask).put(2)
  expect(ask).not.toHaveBeenCalled()
})
