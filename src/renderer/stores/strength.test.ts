import type { Result } from '@contract/channel'
import type { PasswordAssessment } from '@contract/models'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fail, ok } from '../test/fake-api'
import { createStrength } from './strength'

const about = { kind: 'session' } as const
const good: PasswordAssessment = { score: 4, reason: null, missing: 0 }
const short: PasswordAssessment = { score: 0, reason: 'too_short', missing: 9 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('asks once when the typing rests, not at every letter', async () => {
  const assess = vi.fn(async () => ok(good))
  const strength = createStrength(assess)
  for (const typed of ['t', 'ti', 'tid']) strength.judge(typed, about)
  await vi.advanceTimersByTimeAsync(200)
  expect(assess).toHaveBeenCalledExactlyOnceWith({ password: 'tid', about })
  expect(strength.store.getState().assessment).toBe(good)
})

test('a late answer about an older password is dropped', async () => {
  const answers: ((answer: Result<PasswordAssessment>) => void)[] = []
  const strength = createStrength(() => new Promise((resolve) => answers.push(resolve)))
  strength.judge('old', about)
  await vi.advanceTimersByTimeAsync(200)
  strength.judge('new', about)
  await vi.advanceTimersByTimeAsync(200)
  answers[1]?.(ok(good))
  answers[0]?.(ok(short))
  await vi.advanceTimersByTimeAsync(0)
  expect(strength.store.getState().assessment).toBe(good)
})

test('an emptied field is judged no more, whatever is under way', async () => {
  const strength = createStrength(async () => ok(good))
  strength.judge('typed', about)
  strength.judge('', about)
  await vi.advanceTimersByTimeAsync(500)
  expect(strength.store.getState().assessment).toBeNull()
})

test('a failing answer keeps the last judgement', async () => {
  const assess = vi.fn<() => Promise<Result<PasswordAssessment>>>(async () => fail('INTERNAL'))
  assess.mockResolvedValueOnce(ok(short))
  const strength = createStrength(assess)
  strength.judge('a', about)
  await vi.advanceTimersByTimeAsync(200)
  strength.judge('ab', about)
  await vi.advanceTimersByTimeAsync(200)
  expect(strength.store.getState().assessment).toBe(short)
})
