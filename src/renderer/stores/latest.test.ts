import type { Result } from '@contract/channel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fail, ok, settled } from '../test/fake-api'
import { createLatest } from './latest'

/** A store as the others use the helper; each call of `request` waits until its answer is given. */
function world() {
  const latest = createLatest()
  const answers: ((result: Result<number>) => void)[] = []
  const shown: unknown[] = []
  async function request(): Promise<void> {
    const isLatest = latest.begin()
    const answer = await new Promise<Result<number>>((resolve) => answers.push(resolve))
    if (isLatest()) shown.push(answer.ok ? answer.value : answer.code)
  }
  return {
    shown,
    cancel: latest.cancel,
    request: () => void request(),
    async answer(index: number, result: Result<number>) {
      answers[index]?.(result)
      await settled()
    },
  }
}

test('a single request gets its answer', async () => {
  const { shown, request, answer } = world()
  request()
  await answer(0, ok(1))
  expect(shown).toEqual([1])
})

test('the newer of two answers wins, whichever arrives first', async () => {
  const { shown, request, answer } = world()
  request()
  request()
  await answer(1, ok(2))
  await answer(0, ok(1))
  request()
  request()
  await answer(2, ok(3))
  await answer(3, ok(4))
  expect(shown).toEqual([2, 4])
})

test('the failure of an older request is dropped, and that of the newest is not', async () => {
  const { shown, request, answer } = world()
  request()
  request()
  await answer(0, fail('INTERNAL'))
  await answer(1, fail('STORAGE'))
  expect(shown).toEqual(['STORAGE'])
})

test('cancelling drops every pending answer, and later requests work as before', async () => {
  const { shown, request, answer, cancel } = world()
  request()
  request()
  cancel()
  await answer(1, ok(2))
  await answer(0, fail('INTERNAL'))
  request()
  await answer(2, ok(3))
  expect(shown).toEqual([3])
})

test('two of them know nothing of each other', () => {
  const one = createLatest()
  const isLatest = one.begin()
  createLatest().cancel()
  expect(isLatest()).toBe(true)
})

test('whatever happens in whatever order, only the newest request that was not cancelled is current', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('begin', 'cancel')), (steps) => {
      const latest = createLatest()
      const requests: (() => boolean)[] = []
      for (const step of steps) {
        if (step === 'begin') requests.push(latest.begin())
        else latest.cancel()
        const current = requests.filter((isLatest) => isLatest())
        expect(current).toEqual(step === 'begin' ? requests.slice(-1) : [])
      }
    }),
  )
})
