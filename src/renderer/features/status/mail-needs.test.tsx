import type { AppState, SessionView } from '@contract/models'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { App } from '../../app/App'
import { setUpI18n } from '../../i18n/i18n'
import { ServicesContext } from '../../shared/services'
import { createApp } from '../../stores/app'
import type { Screen } from '../../stores/screens'
import { fakeApi, ok } from '../../test/fake-api'
import { member, owner, renewed, state } from '../../test/sample-views'

async function markup(needs: AppState['mailNeeds'], screen: Screen, session?: SessionView) {
  const now = state({ mailNeeds: needs, session: session ?? null })
  const { api } = fakeApi({ appState: async () => ok(now) })
  const app = createApp(api)
  await app.start()
  app.go(screen)
  // Static rendering uses a store's initial state.
  const store = { ...app.store, getInitialState: app.store.getState }
  return renderToStaticMarkup(
    <ServicesContext value={{ api, app: { ...app, store } }}>
      <App />
    </ServicesContext>,
  )
}

const asked = { askedAt: 0, nextPossibleAt: 0 }
const waiting = [
  { name: 'check-mail', email: 'ann@example.com', asked },
  { name: 'check-new-mail', mail: renewed() },
  { name: 'check-new-mail', mail: renewed({ purpose: 'confirm' }) },
] as const satisfies readonly Screen[]
const home = { name: 'home', section: 'account' } as const
const enter = 'Email is waiting for a password'

beforeAll(() => {
  setUpI18n()
})
beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

describe('whoever waits for an email', () => {
  test('reads that it is on its way as long as nothing else is known', async () => {
    for (const screen of waiting) {
      const html = await markup(null, screen)
      expect(html).toMatch(/mail is on its way/)
      expect(html).not.toContain('Mail does not get through')
    }
  })

  test.each([
    ['server', 'as soon as this computer reaches the mail server'],
    ['settings', 'the owner of Latchkey on this computer needs to check the mail settings'],
    ['keyring', 'as soon as this computer’s keyring is unlocked'],
    ['password', 'signs in and enters the password again'],
  ] as const)(
    'reads what it takes to get through, and nothing of its way: %s',
    async (needs, words) => {
      for (const screen of waiting) {
        const html = await markup(needs, screen)
        expect(html).toContain(words)
        expect(html).not.toMatch(/mail is on its way/)
        expect(html).not.toContain('Look in spam')
      }
    },
  )

  test('for want of the mail password reads every way that is left, and reads no other hope', async () => {
    for (const screen of [...waiting, { name: 'forgot-password', email: '' } as const]) {
      const html = await markup('password', screen)
      for (const way of [
        'recovery code',
        'never locks',
        'keychain',
        'A copy of',
        'stays as it is',
      ]) {
        expect(html).toContain(way)
      }
      expect(html).not.toContain('reaches the mail server')
    }
  })
})

test('the owner alone is asked for the lost mail password, wherever they are but where it is entered', async () => {
  expect(await markup('password', home, owner)).toContain(enter)
  expect(await markup('password', { name: 'home', section: 'mail' }, owner)).not.toContain(enter)
  expect(await markup('password', home, member)).not.toContain(enter)
  expect(await markup('server', home, owner)).not.toContain(enter)
  expect(await markup('password', { name: 'sign-in', email: '', ended: false })).not.toContain(
    enter,
  )
})
