import texts from '@locales/en/app.json'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setUpI18n } from '../i18n/i18n'
import { createApp } from '../stores/app'
import { linkProblems, type Screen } from '../stores/screens'
import { fakeApi, link } from '../test/fake-api'
import { ScreenView } from './ScreenView'
import { ServicesContext } from './services'

function markup(screen: Screen): string {
  const { api } = fakeApi()
  return renderToStaticMarkup(
    <ServicesContext value={{ api, app: createApp(api) }}>
      <ScreenView screen={screen} />
    </ServicesContext>,
  )
}

const asked = { askedAt: 1, nextPossibleAt: 2 }
const problems = [
  'DATABASE_NEWER',
  'DATABASE_CORRUPT',
  'DATA_FOLDER_UNUSABLE',
  'DISK_FULL',
] as const
const screens: readonly Screen[] = [
  { name: 'starting' },
  { name: 'start-problem', problem: null },
  ...problems.map((code) => ({ name: 'start-problem', problem: { code, path: '/d' } }) as const),
  { name: 'first-run' },
  { name: 'create-account', email: '' },
  { name: 'sign-in', email: '', ended: true },
  { name: 'forgot-password', email: '' },
  { name: 'check-mail', email: 'a@example.com', asked },
  { name: 'paste-link' },
  { name: 'link-question', link: link({ otherSignedIn: true }) },
  { name: 'new-password', link: link() },
  { name: 'new-password', link: link({ expiresAt: 0 }) },
  ...(['confirm', 'change-email'] as const).map(
    (purpose) => ({ name: 'confirm-address', link: link({ purpose }) }) as const,
  ),
  ...linkProblems.map((code) => ({ name: 'link-problem', code, from: null }) as const),
  ...(['reset', 'confirmed', 'email-changed', 'deleted'] as const).map(
    (what) => ({ name: 'done', what }) as const,
  ),
  ...(['account', 'activity', 'mail'] as const).map(
    (section) => ({ name: 'home', section }) as const,
  ),
]

beforeAll(() => {
  setUpI18n()
})

beforeEach(() => {
  // Electron's own Node has none before 21.
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

describe.each(screens)('$name', (screen) => {
  const html = () => markup(screen)

  test('has one heading, in one main part', () => {
    expect(html().match(/<h1/g)).toHaveLength(1)
    expect(html().match(/<main/g)).toHaveLength(1)
  })

  test('has all its words', () => {
    const keys = new RegExp(`>(${Object.keys(texts).join('|')})\\.[\\w.]+<`)
    expect(html()).not.toMatch(keys)
    expect(html()).not.toContain('{{')
  })

  test('holds nothing that the content security policy would refuse', () => {
    expect(html()).not.toMatch(/ style=| on\w+=|<style|<script/)
  })
})

test('the check-your-mail screen is made of the typed address and two times, nothing else', () => {
  const of = (email: string) => markup({ name: 'check-mail', email, asked })
  const ids = /_r_\w+_/g
  const plain = (html: string, email: string) => html.replaceAll(email, 'X').replace(ids, 'id')
  expect(plain(of('known@example.com'), 'known@example.com')).toBe(
    plain(of('nobody@example.org'), 'nobody@example.org'),
  )
})
