import { describe, expect, test } from 'vitest'
import { groupsOf, groupsToAsk, regroup, sameGroup } from './RecoveryCode'

describe('a group typed from paper', () => {
  test.each(['9a0k', '9A0K', ' 9a-0k ', '9AOK', '9 a o k'])('%s is read as 9A0K', (typed) => {
    expect(sameGroup(typed, '9A0K')).toBe(true)
  })

  test.each(['', '9A0', '9A0KK', '9A0J'])('“%s” is not', (typed) => {
    expect(sameGroup(typed, '9A0K')).toBe(false)
  })

  test('a one may be read as a letter', () => {
    expect(sameGroup('iL1x', '111X')).toBe(true)
  })
})

test.each([
  ['', ''],
  ['0123', '0123'],
  ['01234', '0123-4'],
  ['0123-4567-89ab', '0123-4567-89AB'],
  ['0123 4567\n89ab', '0123-4567-89AB'],
])('“%s” stands in groups as “%s”', (typed, shown) => {
  expect(regroup(typed)).toBe(shown)
})

test('asked for are the last group and another one', () => {
  const count = groupsOf('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV').length
  for (const random of [0, 0.5, 0.999_999]) {
    const [one, last] = groupsToAsk(count, random)
    expect(last).toBe(6)
    expect(one).toBeGreaterThanOrEqual(0)
    expect(one).toBeLessThan(last)
  }
})
