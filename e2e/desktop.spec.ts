/**
 * The app on the desktop: window, tray, menu, start at login, and links that arrive at awkward moments.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { busService } from '../test/fakes/bus-service.ts'
import { privateBus } from '../test/fakes/private-bus.ts'
import { ada, test as base, expect, grace, linkOf } from './fixtures.ts'
import type { App } from './support/app.ts'
import { screenOf } from './support/axe.ts'
import { appWith } from './support/processes.ts'

const linux = process.platform === 'linux'

const test = base.extend<{ tray: () => number }>({
  /** A desktop that shows tray icons. @returns how many icons it was asked to show */
  tray: async ({ app }, use) => {
    const bus = await privateBus()
    const panel = await busService(bus.address)
    panel.answer('Get', { type: 'v', value: { type: 'b', value: true } })
    panel.answer('RegisterStatusNotifierItem')
    await panel.own('org.kde.StatusNotifierWatcher')
    app.env['DBUS_SESSION_BUS_ADDRESS'] = bus.address
    app.env['XDG_CONFIG_HOME'] = join(app.dataFolder, 'xdg-config')
    await use(() => panel.called('RegisterStatusNotifierItem'))
    await app.kill()
    panel.close()
    bus.stop()
  },
})

/** The window's state, as Electron reports it. */
const windowIs = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { visible: window?.isVisible(), minimized: window?.isMinimized() }
  })

const closeWindow = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

const theme = (app: App) => app.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)

test('with the tray icon a closed window waits behind it, until the app is opened again', async ({
  app,
  person,
  tray,
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: the test's tray is for Linux
  test.skip(!linux, 'the tray of the test is Linux’')
  await person.begins()
  await person.goesTo('This computer')
  await app.page.getByLabel('Keep an icon in the tray').check()
  await expect.poll(tray).toBe(1)
  await closeWindow(app)
  await expect.poll(() => windowIs(app)).toMatchObject({ visible: false })
  await app.openLink('not-a-link')
  await expect.poll(() => windowIs(app)).toEqual({ visible: true, minimized: false })
  await person.sees('This computer')
})

test('a tray that has gone leaves nobody with an app that cannot be found', async ({
  app,
  person,
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: the test's tray is for Linux
  test.skip(!linux, 'the tray of the test is Linux’')
  const bus = await privateBus()
  const panel = await busService(bus.address)
  panel.answer('Get', { type: 'v', value: { type: 'b', value: true } })
  await panel.own('org.kde.StatusNotifierWatcher')
  app.env['DBUS_SESSION_BUS_ADDRESS'] = bus.address
  await person.begins()
  await person.goesTo('This computer')
  await app.page.getByLabel('Keep an icon in the tray').check()
  await expect(app.page.getByText('Saved.')).toBeAttached()
  await panel.release('org.kde.StatusNotifierWatcher')
  const ended = new Promise((done) => app.electron.process().once('exit', done))
  await closeWindow(app).catch(() => {}) // It may exit before it answers.
  await ended
  await app.close()
  panel.close()
  bus.stop()
})

test('started out of sight it waits behind its icon, and with a window where no icon is shown', async ({
  app,
  person,
  tray,
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: the test's tray is for Linux
  test.skip(!linux, 'the tray of the test is Linux’')
  await person.begins()
  await person.goesTo('This computer')
  await app.page.getByLabel('Keep an icon in the tray').check()
  await expect.poll(tray).toBe(1)
  await app.close()

  // Whether it is minimised is up to a window manager, and none is running here.
  const windows = () => app.electron.windows().length
  await app.startHidden()
  await expect.poll(tray).toBe(2)
  expect(windows()).toBe(0)
  await app.close()

  app.env['DBUS_SESSION_BUS_ADDRESS'] = 'disabled:'
  await app.startHidden()
  await expect.poll(windows).toBe(1)
})

test('a desktop without a tray says so, and the setting cannot be chosen', async ({
  app,
  person,
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: macOS and Windows always have a tray
  test.skip(!linux, 'macOS and Windows always have one')
  await person.begins()
  await person.goesTo('This computer')
  await person.reads('This desktop shows no tray icons.')
  await expect(app.page.getByLabel('Keep an icon in the tray')).toBeDisabled()
  await person.reads('Linux desktops give programs no way to do this')
})

test('starting at login is a file that starts this app, out of sight if so chosen', async ({
  app,
  person,
  tray,
}) => {
  // biome-ignore lint/suspicious/noSkippedTests: on other systems the app must be installed for this
  test.skip(!linux, 'elsewhere an app must be installed for it')
  const file = join(app.dataFolder, 'xdg-config/autostart/latchkey.desktop')
  await person.begins()
  await person.goesTo('This computer')
  await app.page.getByLabel('Keep an icon in the tray').check()
  await app.page.getByLabel('Start when I log in').check()
  await app.page.getByLabel('Without opening the window').check()
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toContain('--hidden')
  expect(readFileSync(file, 'utf8')).toContain(`--user-data-dir=${app.dataFolder}`)
  await app.page.getByLabel('Start when I log in').uncheck()
  await expect.poll(() => existsSync(file)).toBe(false)
  expect(tray()).toBeGreaterThan(0)
})

test('colours are chosen by anybody, the rest by the owner, and stay over a restart', async ({
  app,
  person,
}) => {
  await person.begins()
  await person.signsOut()
  await person.press('Create an account')
  await person.createsAccount(grace)
  await person.goesTo('This computer')
  await person.reads('Only the owner can change what is grey here.')
  await expect(app.page.getByLabel('Start when I log in')).toBeDisabled()
  await app.page.getByLabel('Colours').selectOption('Dark')
  await expect.poll(() => theme(app)).toBe('dark')
  await app.restart()
  expect(await theme(app)).toBe('dark')
})

test('the settings open by their key, and axe finds nothing in both themes and a small window', async ({
  app,
  person,
}) => {
  await person.begins()
  const chosen = await app.electron.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('settings')
    item?.click()
    return { key: item?.accelerator, enabled: item?.enabled }
  })
  expect(chosen).toEqual({ key: 'CommandOrControl+,', enabled: true })
  await person.sees('Account')
  await person.goesTo('This computer')
  await person.reads('Links open with')
  await screenOf(app)('this computer')
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(720, 480),
  )
  await screenOf(app)('this computer, 720 × 480')
  const sideways = await app.page.evaluate(() =>
    [...document.querySelectorAll('main, .side')].some((one) => one.scrollWidth > one.clientWidth),
  )
  expect(sideways).toBe(false)
})

test('signed out, the menu has neither settings nor anything to lock', async ({ app, person }) => {
  await person.begins()
  await person.signsOut()
  const enabled = await app.electron.evaluate(({ Menu }) =>
    ['settings', 'lock'].map((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled),
  )
  expect(enabled).toEqual([false, false])
})

for (const [what, wrong] of [
  ['with a space', (link: string) => link.replace('?t=', '?t= ')],
  ['percent-encoded', (link: string) => link.replace('?t=', '?t=%20').replaceAll('.', '%2E')],
  ['of 8 KB', (link: string) => link + 'A'.repeat(8_192)],
] as const) {
  test(`a link ${what} is refused, and the good one still works after it`, async ({
    app,
    person,
    server,
  }) => {
    const link = linkOf(await person.getsResetMail(server))
    await app.openLink(wrong(link))
    await person.sees('This link doesn’t work')
    await app.openLink(link)
    await person.sees('Choose a new password')
  })
}

test('a link of 100 KB changes nothing in the app that runs, and the good one works after it', async ({
  app,
  person,
  server,
}) => {
  const link = linkOf(await person.getsResetMail(server))
  await app.restart()
  // Longer than a second instance can hand over: it exits, after it has started another one with an invalid
  // link, so this one may only learn of it later.
  await app.openLink(link + 'A'.repeat(100_000))
  await person.sees('This link doesn’t work')
  await app.openLink(link)
  await person.sees('Choose a new password')
})

test('a link comes to the front from a minimised window, and from one that is locked', async ({
  app,
  person,
  server,
}) => {
  const link = linkOf(await person.getsResetMail(server))
  await app.restart()
  await person.signsIn()
  await person.sees('All entries')
  await person.goesTo('Lock')
  await person.sees('Locked')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  await app.openLink(link)
  await person.sees('Choose a new password')
  await expect.poll(() => windowIs(app)).toEqual({ visible: true, minimized: false })
})

test('a link that comes while the app ends opens it once more', async ({ app, person, server }) => {
  // biome-ignore lint/suspicious/noSkippedTests: processes are looked up in Linux's /proc
  test.skip(!linux, 'processes are looked up as Linux shows them')
  await person.isReady(server)
  await server.setFaults({ takenDelayMs: 2_000 })
  await person.asksForReset()
  const link = linkOf(await server.waitForMail(ada.email))
  const closed = app.close()
  await app.openLink(link)
  await closed
  const again = () => appWith(app.dataFolder, link)
  try {
    await expect.poll(again).toBeGreaterThan(0)
    const log = () => readFileSync(join(app.dataFolder, 'logs/latchkey.log'), 'utf8')
    await expect.poll(() => log().match(/started/g)).toHaveLength(2)
  } finally {
    const pid = again()
    if (pid !== undefined) process.kill(pid)
  }
  await expect.poll(again).toBeUndefined()
})
