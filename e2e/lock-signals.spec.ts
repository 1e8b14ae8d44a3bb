/** The system's own signals, on a system bus that each test has for itself, with a logind on it. */

import type { AppApi } from '../src/contract/api.ts'
import { type BusService, busService } from '../test/fakes/bus-service.ts'
import { privateBus } from '../test/fakes/private-bus.ts'
import { test as base, expect } from './fixtures.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

const session = '/org/freedesktop/login1/session/_32'

const test = base.extend<{ logind: BusService }>({
  logind: async ({ app, person }, use) => {
    const bus = await privateBus()
    const logind = await busService(bus.address)
    logind.answer('Get', { type: 'v', value: { type: '(so)', value: ['2', session] } })
    await logind.own('org.freedesktop.login1')
    app.env['DBUS_SYSTEM_BUS_ADDRESS'] = bus.address
    await person.begins()
    await use(logind)
    logind.close()
    bus.stop()
  },
})

// biome-ignore lint/suspicious/noSkippedTests: there is nothing to look at elsewhere
test.skip(process.platform !== 'linux', 'logind is on Linux only')

test('the settings say what this desktop tells about', async ({ app, logind }) => {
  const works = () =>
    app.page.evaluate(async () => {
      const answer = await (globalThis as WithApi).latchkey.lockSettings()
      return answer.ok && answer.value.works
    })
  expect(await works()).toEqual({ idle: true, sleep: true, screenLock: true, minimize: true })
  await logind.release('org.freedesktop.login1')
  expect(await works()).toEqual({ idle: true, sleep: false, screenLock: false, minimize: true })
})

test('a locked screen locks the vault', async ({ app, person, logind }) => {
  // Answered once it is listened for.
  await app.page.evaluate(() => (globalThis as WithApi).latchkey.lockSettings())
  logind.signal(session, 'org.freedesktop.login1.Session.Lock')
  await person.sees('Locked')
})

test('a computer that goes to sleep locks the vault', async ({
  app,
  person,
  // The bus of this test alone: no signal of the computer's own comes in between.
  logind: _,
}) => {
  // As Electron says it. logind's own word would do, but Chromium then closes every connection that
  // it has, and the test would not hear any more what comes of it.
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
  })
  await person.sees('Locked')
})
