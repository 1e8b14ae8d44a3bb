import { text } from 'node:stream/consumers'
import type { ResetOutcome } from '@contract/models'
import texts from '@locales/en/app.json'
import diagnostics from '@locales/en/diagnostics.json'
import safety from '@locales/en/safety.json'
import updates from '@locales/en/updates.json'
import vault from '@locales/en/vault.json'
import { prerenderToNodeStream } from 'react-dom/static'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setUpI18n } from '../i18n/i18n'
import { ServicesContext } from '../shared/services'
import { createApp } from '../stores/app'
import { linkProblems, type Screen } from '../stores/screens'
import { fakeApi } from '../test/fake-api'
import { link, renewed } from '../test/sample-views'
import { ScreenView } from './ScreenView'

/** Includes the parts that are loaded later. */
async function markup(screen: Screen): Promise<string> {
  const { api } = fakeApi()
  const { prelude } = await prerenderToNodeStream(
    <ServicesContext value={{ api, app: createApp(api) }}>
      <ScreenView screen={screen} />
    </ServicesContext>,
  )
  return text(prelude)
}

const outcomes = [
  { kind: 'kept', entries: 214, codeExists: false },
  { kind: 'kept-with-code', entries: 1, codeExists: true },
  { kind: 'sealed', entries: 3, codeExists: true },
  { kind: 'sealed', entries: 3, codeExists: false },
  { kind: 'empty', entries: 0, codeExists: false },
] as const satisfies readonly ResetOutcome[]
const asked = { askedAt: 1, nextPossibleAt: 2 }
const problems = [
  'DATABASE_NEWER',
  'DATABASE_OLDER',
  'DATABASE_CORRUPT',
  'DATABASE_ALTERED',
  'DATA_FOLDER_UNUSABLE',
  'DISK_FULL',
] as const
const screens: readonly Screen[] = [
  { name: 'starting' },
  { name: 'start-problem', problem: null },
  ...problems.map(
    (code) => ({ name: 'start-problem', problem: { code, path: '/d', backup: null } }) as const,
  ),
  ...(['DATABASE_CORRUPT', 'DATABASE_ALTERED'] as const).flatMap((code) =>
    [null, { at: 1, newer: false }, { at: 3, newer: true }].map(
      (backup) =>
        ({
          name: 'start-problem',
          problem: { code, path: '/d', backup, readable: { lastAt: 2 } },
        }) as const,
    ),
  ),
  { name: 'first-run' },
  { name: 'create-account', email: '' },
  { name: 'sign-in', email: '', ended: true },
  { name: 'unlock' },
  { name: 'recovery-offer' },
  { name: 'recover', email: '' },
  { name: 'recover', email: '', ended: true },
  { name: 'forgot-password', email: '' },
  { name: 'check-mail', email: 'a@example.com', asked },
  { name: 'check-new-mail', mail: renewed() },
  { name: 'paste-link', email: '' },
  { name: 'link-question', link: link({ otherSignedIn: true }) },
  ...(['arrived', 'link', 'mail', 'rewritten', 'token', 'code'] as const).map(
    (found) => ({ name: 'new-password', link: link({ found }) }) as const,
  ),
  ...outcomes.map((outcome) => ({ name: 'new-password', link: link({ outcome }) }) as const),
  { name: 'new-password', link: link(), byCode: true },
  { name: 'new-password', link: link({ expiresAt: 0 }) },
  ...(['confirm', 'change-email'] as const).map(
    (purpose) => ({ name: 'confirm-address', link: link({ purpose }) }) as const,
  ),
  ...linkProblems.map((code) => ({ name: 'link-problem', code, from: null }) as const),
  ...outcomes.map((outcome) => ({ name: 'done', what: 'reset', outcome }) as const),
  ...(['confirmed', 'email-changed', 'deleted'] as const).map(
    (what) => ({ name: 'done', what }) as const,
  ),
  { name: 'diagnostics', from: { name: 'starting' } },
  ...(
    ['vault', 'account', 'security', 'data', 'activity', 'computer', 'mail', 'about'] as const
  ).map((section) => ({ name: 'home', section }) as const),
]

beforeAll(() => {
  setUpI18n()
})

beforeEach(() => {
  // Electron's own Node has no `navigator` before version 21.
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

describe.each(screens)('$name', (screen) => {
  const html = () => markup(screen)

  test('has one heading, in one main part', async () => {
    expect((await html()).match(/<h1/g)).toHaveLength(1)
    expect((await html()).match(/<main/g)).toHaveLength(1)
  })

  test('has all its words', async () => {
    const names = [texts, diagnostics, safety, updates, vault].flatMap((part) => Object.keys(part))
    const keys = new RegExp(`[>"](${names.join('|')})\\.[\\w.]+[<"]`)
    expect(await html()).not.toMatch(keys)
    expect(await html()).not.toContain('{{')
  })

  test('holds nothing that the content security policy would refuse', async () => {
    expect(await html()).not.toMatch(/ style=| on\w+=|<style|<script/)
  })
})

test('the check-your-mail screen is made of the typed address and two times, nothing else', async () => {
  const of = (email: string) => markup({ name: 'check-mail', email, asked })
  const ids = /_r_\w+_/g
  const plain = (html: string, email: string) => html.replaceAll(email, 'X').replace(ids, 'id')
  expect(plain(await of('known@example.com'), 'known@example.com')).toBe(
    plain(await of('nobody@example.org'), 'nobody@example.org'),
  )
})
