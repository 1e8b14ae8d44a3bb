import { describe, expect, test } from 'vitest'
import { linkProblems } from '../../stores/screens'
import { nextSteps } from './LinkProblem'

describe.each([true, false])('an expired link still known: %s', (renewable) => {
  test.each(linkProblems)('%s is no dead end, signed in or not', (code) => {
    expect(nextSteps(code, false, renewable).length).toBeGreaterThan(0)
    expect(nextSteps(code, true, renewable)).toContain('home')
  })

  test('a reset is not offered to somebody who is signed in', () => {
    for (const code of linkProblems) {
      expect(nextSteps(code, true, renewable)).not.toContain('askAgain')
    }
  })
})

test('a new mail in its place is offered for an expired link first, and for no other', () => {
  for (const code of linkProblems) {
    for (const signedIn of [true, false]) {
      expect(nextSteps(code, signedIn, true)[0] === 'renew').toBe(code === 'LINK_EXPIRED')
      expect(nextSteps(code, signedIn, false)).not.toContain('renew')
    }
  }
})
