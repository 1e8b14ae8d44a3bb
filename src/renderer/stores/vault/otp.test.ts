import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fail, ok } from '../../test/fake-api'
import { createLiveCode, grouped, msLeft } from './otp'

const start = 1_700_000_010_000

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A new code each period, as in main. */
const ask = () =>
  vi.fn(async () => {
    const turn = Math.floor(Date.now() / 30_000)
    return ok({ code: String(turn), period: 30, validUntil: (turn + 1) * 30_000 })
  })

describe('a one-time code', () => {
  test('is asked for once a period, at its end', async () => {
    const calls = ask()
    const live = createLiveCode(calls, 'id')
    live.start()
    await vi.advanceTimersByTimeAsync(0)
    const first = live.store.getState().code?.code
    await vi.advanceTimersByTimeAsync(90_000)
    expect(calls).toHaveBeenCalledTimes(4)
    expect(live.store.getState().code?.code).not.toBe(first)
  })

  test('is forgotten and asked for no more when it is not looked at', async () => {
    const calls = ask()
    const live = createLiveCode(calls, 'id')
    live.start()
    await vi.advanceTimersByTimeAsync(0)
    live.stop()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(calls).toHaveBeenCalledOnce()
    expect(live.store.getState().code).toBeNull()
  })

  test('does not flood main when the clocks differ', async () => {
    const calls = vi.fn(async () => ok({ code: '1', period: 30, validUntil: 0 }))
    const live = createLiveCode(calls, 'id')
    live.start()
    await vi.advanceTimersByTimeAsync(10_000)
    live.stop()
    expect(calls.mock.calls.length).toBeLessThanOrEqual(21)
  })

  test('that cannot be had says why and asks no more', async () => {
    const calls = vi.fn(async () => fail('ENTRY_DAMAGED'))
    const live = createLiveCode(calls, 'id')
    live.start()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveBeenCalledOnce()
    expect(live.store.getState().failure).toMatchObject({ code: 'ENTRY_DAMAGED' })
  })
})

test.each([
  ['482913', '482 913'],
  ['12345678', '1234 5678'],
  ['1234567', '1234 567'],
])('%s is read as %s', (code, text) => {
  expect(grouped(code)).toBe(text)
})

test('what is left is never less than nothing or more than a period', () => {
  const code = { code: '1', period: 30, validUntil: 100_000 }
  expect(msLeft(code, 90_000)).toBe(10_000)
  expect(msLeft(code, 200_000)).toBe(0)
  expect(msLeft(code, 0)).toBe(30_000)
})
