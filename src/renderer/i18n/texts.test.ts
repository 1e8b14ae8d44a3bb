import { errorCodes, passwordReasons } from '@contract/errors'
import { activityKinds } from '@contract/models'
import texts from '@locales/en/app.json'
import { describe, expect, test } from 'vitest'
import { linkProblems } from '../stores/screens'
import { fail } from '../test/fake-api'
import { failureText } from './failure-text'
import { setUpI18n } from './i18n'

const { t } = setUpI18n()

function sentences(part: object): string[] {
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? sentences(value) : [String(value)],
  )
}
const all = sentences(texts)

describe('every code has its words, and no words are left over', () => {
  test.each([
    ['errors', errorCodes, texts.error],
    ['reasons', passwordReasons, texts.password.reason],
    ['activity', activityKinds, texts.activity.kind],
  ] as const)('%s', (_, codes, words) => {
    expect(Object.keys(words).toSorted()).toEqual(codes.toSorted())
  })
})

test('each way a link can fail has a title and words of its own', () => {
  const titles = linkProblems.map((code) => texts.linkProblem[code].title)
  const whats = linkProblems.map((code) => texts.linkProblem[code].what)
  expect(new Set(titles).size).toBe(linkProblems.length)
  expect(new Set(whats).size).toBe(linkProblems.length)
})

test('no sentence blames, jokes or talks shop', () => {
  const unwanted = /oops|whoops|uh-oh|token|jwt|invalid|illegal|fatal|hash|argon|sorry/i
  expect(all.filter((text) => unwanted.test(text))).toEqual([])
})

test('sign-in never tells which of the two was wrong', () => {
  const text = failureText(t, fail('SIGN_IN_FAILED'))
  expect(text).toContain('address')
  expect(text).toContain('password')
})

test('a refused password is answered with its reason', () => {
  const text = failureText(t, fail('PASSWORD_REFUSED', { reason: 'own_words' }))
  expect(text).toBe(texts.password.reason.own_words)
})

test('one left to go and more left to go', () => {
  expect(t('password.missing', { count: 1 })).toBe('1 character to go.')
  expect(t('password.missing', { count: 6 })).toBe('6 characters to go.')
})
