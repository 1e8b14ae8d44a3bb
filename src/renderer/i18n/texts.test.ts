import { errorCodes, passwordReasons } from '@contract/errors'
import { outboxKinds } from '@contract/mail-models'
import { activityKinds } from '@contract/models'
import { checkNames, installWays, updateProblems } from '@contract/program-models'
import texts from '@locales/en/app.json'
import computer from '@locales/en/computer.json'
import diagnostics from '@locales/en/diagnostics.json'
import mailSettings from '@locales/en/mail-settings.json'
import notices from '@locales/en/notices.json'
import outbox from '@locales/en/outbox.json'
import safety from '@locales/en/safety.json'
import updates from '@locales/en/updates.json'
import vault from '@locales/en/vault.json'
import { describe, expect, test } from 'vitest'
import { linkProblems } from '../stores/screens'
import { fail } from '../test/fake-api'
import { failureText } from './hooks'
import { setUpI18n } from './i18n'

const { t } = setUpI18n()

function sentences(part: object): string[] {
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? sentences(value) : [String(value)],
  )
}
const all = sentences([
  texts,
  computer,
  diagnostics,
  mailSettings,
  notices,
  outbox,
  safety,
  updates,
  vault,
])

describe('every code has its words, and no words are left over', () => {
  test.each([
    ['errors', errorCodes, texts.error],
    ['reasons', passwordReasons, texts.password.reason],
    ['activity', activityKinds, texts.activity.kind],
    ['mails in the outbox', outboxKinds, outbox.kind],
    ['checks', checkNames, diagnostics.check],
    ['why there is no update', updateProblems, updates.problem],
    ['ways to install', installWays, updates.way],
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
  // These are the words on the provider's pages, for people who register an app there.
  const shop = new Set(sentences(mailSettings.oauth))
  expect(all.filter((text) => unwanted.test(text) && !shop.has(text))).toEqual([])
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
