import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { setUpI18n } from '../../i18n/i18n'
import { lockView } from '../../test/sample-views'
import { LockFields } from './LockBlock'

const markup = (view: Parameters<typeof lockView>[0]) =>
  renderToStaticMarkup(<LockFields view={lockView(view)} onChange={() => undefined} />)
const notHere = 'This desktop doesn’t tell Latchkey'

beforeAll(() => {
  setUpI18n()
})

test('what this desktop does not report is shown, off, with the reason', () => {
  const html = markup({
    onScreenLock: true,
    works: { idle: true, sleep: true, screenLock: false, minimize: true },
  })
  expect(html.match(new RegExp(notHere, 'g'))).toHaveLength(1)
  expect(html.match(/disabled=""/g)).toHaveLength(1)
  // It is switched on, but showing that here would promise something that can't happen.
  expect(html.match(/checked=""/g)).toHaveLength(1)
})

test('where all of it works nothing is in the way', () => {
  const html = markup({})
  expect(html).not.toContain(notHere)
  expect(html).not.toContain('disabled=""')
})
