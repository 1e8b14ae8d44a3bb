import { expect, it } from 'vitest'
import { growsWithItsText } from '../support/growth.ts'

it.each([
  ['only looks at it once', /ab$/, true],
  ['begins anew at each of its letters', /a+b$/, false],
])('a search that %s is told from one that does not', (_, pattern, expected) => {
  expect(growsWithItsText((text) => pattern.test(text), 'a', 32 * 1024)).toBe(expected)
})
