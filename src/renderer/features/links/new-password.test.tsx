import type { ResetOutcome } from '@contract/models'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setUpI18n } from '../../i18n/i18n'
import { ServicesContext } from '../../shared/services'
import { createApp } from '../../stores/app'
import { fakeApi } from '../../test/fake-api'
import { link } from '../../test/sample-views'
import { NewPassword } from './NewPassword'

const password = /type="password"/

function markup(outcome: ResetOutcome): string {
  const { api } = fakeApi()
  return renderToStaticMarkup(
    <ServicesContext value={{ api, app: createApp(api) }}>
      <NewPassword name="new-password" link={link({ outcome })} />
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
  ['kept', 'Your 214 entries will be kept.'],
  ['kept-with-code', 'Your recovery code reopens your vault.'],
  ['empty', 'nothing to lose'],
] as const)('%s is said before the password is asked for', (kind, words) => {
  const html = markup({ kind, entries: kind === 'empty' ? 0 : 214, codeExists: false })
  expect(html).toContain(words)
  expect(html.indexOf(words)).toBeLessThan(html.search(password))
})

test('with an empty vault it is said that the recovery code ends with it', () => {
  const words = 'Your recovery code ends with it.'
  expect(markup({ kind: 'empty', entries: 0, codeExists: true })).toContain(words)
  expect(markup({ kind: 'empty', entries: 0, codeExists: false })).not.toContain(words)
})

test('sealed is a choice first: no password is asked for before it is made', () => {
  const html = markup({ kind: 'sealed', entries: 214, codeExists: true })
  expect(html).not.toMatch(password)
  expect(html).toContain('can’t open your 214 entries')
  expect(html).toContain('Keep my entries')
  expect(html).toContain('Start with an empty vault')
})

test('a code is asked for only where one was made', () => {
  const html = markup({ kind: 'sealed', entries: 214, codeExists: false })
  expect(html).not.toContain('Keep my entries')
  expect(html).toContain('Start with an empty vault')
})
