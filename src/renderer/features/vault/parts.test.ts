import { maxTags } from '@contract/limits'
import { describe, expect, test } from 'vitest'
import { createFormat } from '../../i18n/format'
import { dayOf } from './detail/EntryHead'
import { hostOf } from './detail/LoginRows'
import { withTags } from './editor/TagsField'
import { strengthOf } from './generator/GeneratorDialog'
import { initial } from './list/EntryRow'

describe('tags', () => {
  test('are made at commas, without blanks around them', () => {
    expect(withTags(['a'], ' b ,, c  d ')).toEqual(['a', 'b', 'c d'])
  })

  test('are one, however they are written', () => {
    expect(withTags(['Home'], 'home, HOME')).toEqual(['Home'])
  })

  test('have limits', () => {
    const many = Array.from({ length: 30 }, (_, index) => `tag ${index}`).join()
    expect(withTags([], many)).toHaveLength(maxTags)
    expect(withTags([], 'x'.repeat(99))[0]).toHaveLength(60)
  })
})

describe('the letter beside a title', () => {
  test.each([
    ['bank', 'B'],
    ['  ångström', 'Å'],
    ['日本語', '日'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧'],
    ['', ''],
  ])('of %s is %s', (title, letter) => {
    expect(initial(title)).toBe(letter)
  })
})

describe('an address', () => {
  test.each([
    ['https://mail.example.com/inbox?a=1', 'mail.example.com'],
    ['mail.example.com/inbox', 'mail.example.com'],
    ['http://localhost:8080', 'localhost:8080'],
    ['javascript://alert', null],
    ['file:///etc/passwd', null],
    ['not an address', null],
    ['ann@example.com', null],
    ['mailto:ann@example.com', null],
    ['', null],
  ])('%s is shown as %s', (url, host) => {
    expect(hostOf(url)).toBe(host)
  })
})

test('what happened within a week is told in days, what is older by its date', () => {
  const format = createFormat('en-GB')
  const now = new Date(2026, 2, 10, 9).getTime()
  const day = 24 * 60 * 60 * 1000
  expect(dayOf(now - 3 * day, now, format)).toBe('3 days ago')
  expect(dayOf(now - 7 * day, now, format)).toBe('3 March 2026')
})

test('more bits never look weaker', () => {
  const order = ['weak', 'fair', 'good', 'strong']
  let before = strengthOf(0)
  for (let bits = 0; bits <= 200; bits += 1) {
    const now = strengthOf(bits)
    expect(order.indexOf(now.words)).toBeGreaterThanOrEqual(order.indexOf(before.words))
    expect(now.fill).toBeGreaterThanOrEqual(before.fill)
    before = now
  }
  expect(before).toEqual({ tone: 'good', words: 'strong', fill: 100 })
})
