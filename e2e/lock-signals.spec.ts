/** The system's lock and sleep signals, from a fake logind on a private system bus for each test. */

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

// biome-ignore lint/suspicious/noSkippedTests: only Linux has logind
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
  // Answers only once the app listens for signals.
  await app.page.evaluate(() => (globalThis as WithApi).latchkey.lockSettings())
  logind.signal(session, 'org.freedesktop.login1.Session.Lock')
  await person.sees('Locked')
})

test('a computer that goes to sleep locks the vault', async ({
  app,
  person,
  // This test's own bus keeps the computer's signals out.
  logind: _,
}) => {
  // Emitted through Electron: logind's own signal would work, but Chromium then closes all of its
  // connections and the test could no longer see what happens.
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
  })
  await person.sees('Locked')
})
