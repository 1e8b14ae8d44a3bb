import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ScreenView } from '../../app/ScreenView'
import { setUpI18n } from '../../i18n/i18n'
import { ServicesContext } from '../../shared/services'
import { createApp } from '../../stores/app'
import type { Screen } from '../../stores/screens'
import { fakeApi } from '../../test/fake-api'
import { link, renewed } from '../../test/sample-views'

function markup(screen: Screen): string {
  const { api } = fakeApi()
  return renderToStaticMarkup(
    <ServicesContext value={{ api, app: createApp(api) }}>
      <ScreenView screen={screen} />
    </ServicesContext>,
  )
}

beforeAll(() => {
  setUpI18n()
})
beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

test.each([
  ['mail', 'Found in the mail you pasted.'],
  ['rewritten', 'your mail service had rewritten'],
  ['code', 'Your code was right.'],
] as const)('what was found is said on the next screen: %s', (found, words) => {
  for (const name of ['new-password', 'link-question', 'confirm-address'] as const) {
    const purpose = name === 'confirm-address' ? 'confirm' : 'reset'
    expect(markup({ name, link: link({ found, purpose }) })).toContain(words)
  }
})

test('nothing is said of a link that came by itself, nor of a recovery code', () => {
  const found = 'class="found"'
  expect(markup({ name: 'new-password', link: link({ found: 'arrived' }) })).not.toContain(found)
  expect(
    markup({ name: 'new-password', link: link({ found: 'code' }), byCode: true }),
  ).not.toContain(found)
})

test('whoever typed a code reads of no link', () => {
  const lead = /For a•••@example\.com · good until/
  for (const screen of [
    { name: 'new-password', link: link({ found: 'code' }) },
    { name: 'confirm-address', link: link({ found: 'code', purpose: 'confirm' }) },
  ] as const) {
    expect(markup(screen)).toMatch(lead)
    expect(markup({ ...screen, link: { ...screen.link, found: 'link' } })).not.toMatch(lead)
  }
})

describe('whoever waits for a mail', () => {
  const slow = 'Still nothing?'
  const ago = (ms: number) => ({ askedAt: Date.now() - ms, nextPossibleAt: Date.now() })
  const screens = (ms: number) =>
    [
      { name: 'check-mail', email: 'ann@example.com', asked: ago(ms) },
      { name: 'check-new-mail', mail: renewed(ago(ms)) },
      { name: 'check-new-mail', mail: renewed({ ...ago(ms), purpose: 'confirm' }) },
    ] as const

  test('reads after two minutes that some servers take their time, and not before', () => {
    for (const screen of screens(119_000)) expect(markup(screen)).not.toContain(slow)
    for (const screen of screens(120_000)) expect(markup(screen)).toContain(slow)
  })

  test('in place of an old one reads where it goes, what it is for, and is asked for no address', () => {
    const [, reset, confirm] = screens(0)
    for (const screen of [reset, confirm]) {
      expect(markup(screen)).toContain('a•••@example.com')
      expect(markup(screen)).not.toContain('type="email"')
    }
    expect(markup(reset)).toContain('Choose a new password')
    expect(markup(confirm)).toContain('Confirm the address')
  })
})
