import { describe, expect, test } from 'vitest'
import { countdown, createFormat, pickLocale } from './format'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime()
const format = createFormat('en-GB')
const now = at(10, 9)

describe('how long ago', () => {
  test.each([
    ['now', at(10, 8, 59) + 30_000],
    ['5 minutes ago', at(10, 8, 55)],
    ['2 hours ago', at(10, 7)],
    ['yesterday', at(9, 23)],
    ['yesterday', at(9, 1)],
    ['2 days ago', at(8, 23)],
  ])('%s', (words, then) => {
    expect(format.ago(then, now)).toBe(words)
  })

  test('a clock that was set back puts nothing into the future', () => {
    expect(format.ago(at(12, 9), now)).toBe('now')
  })
})

test('a span of time says once what both its ends have in common', () => {
  // Spaces around the dash depend on the system's locale data.
  expect(format.span(at(9, 8, 2), at(9, 8, 52))).toMatch(/^9 Mar 2026, 08:02\s?–\s?08:52$/)
  expect(format.span(at(9, 8), at(9, 8))).toBe(format.moment(at(9, 8)))
  expect(format.span(at(9, 8), at(8, 8))).toBe(format.span(at(8, 8), at(9, 8)))
})

test.each([
  [0, '0:00'],
  [9, '0:09'],
  [42, '0:42'],
  [61, '1:01'],
  [3600, '1:00:00'],
  [-5, '0:00'],
])('%i seconds count down as %s', (seconds, text) => {
  expect(countdown(seconds)).toBe(text)
})

test('a wait is spoken in seconds, a long one in minutes', () => {
  expect(format.duration(42)).toBe('42 seconds')
  expect(format.duration(119)).toBe('119 seconds')
  expect(format.duration(121)).toBe('3 minutes')
})

test.each([
  [1, '1 kB'],
  [311_296, '312 kB'],
  [12_340_000, '12.3 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(format.size(bytes)).toBe(text)
})

test('dates are written as the system writes our language, never in another one', () => {
  expect(pickLocale('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
  expect(pickLocale('en', ['de-DE'])).toBe('en')
  expect(format.date(now)).toBe('10 March 2026')
  expect(format.time(now)).toBe('09:00')
})
