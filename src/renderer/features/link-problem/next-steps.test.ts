import { expect, test } from 'vitest'
import { linkProblems } from '../../stores/screens'
import { nextSteps } from './next-steps'

test.each(linkProblems)('%s is no dead end, signed in or not', (code) => {
  expect(nextSteps(code, false).length).toBeGreaterThan(0)
  expect(nextSteps(code, true)).toContain('home')
})

test('a reset is not offered to somebody who is signed in', () => {
  for (const code of linkProblems) expect(nextSteps(code, true)).not.toContain('askAgain')
})
