/** Locking on the test desktop: a real screen, real buses and a real keyring. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../src/contract/api.ts'
import { ada, expect, grace, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { ownClipboard } from './support/clipboard.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

const pageProcess = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
  )

/** Clicks the menu's item, but only if it is enabled. */
const menuLock = (app: App) =>
  app.electron.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('lock')
    if (item?.enabled === true) item.click()
    return { enabled: item?.enabled, accelerator: item?.accelerator }
  })

const unlocks = async (app: App, password = ada.password) => {
  await app.page.getByLabel('Password', { exact: true }).fill(password)
  await app.page.getByRole('button', { name: 'Unlock', exact: true }).click()
}

test.beforeEach(async ({ app, person }) => {
  await app.start()
  await person.choosesOwnServer()
  expect(await menuLock(app)).toEqual({ enabled: false, accelerator: 'CommandOrControl+L' })
  await person.createsAccount()
})

test('the menu locks, and the password opens the vault again', async ({ app, person }) => {
  expect((await menuLock(app)).enabled).toBe(true)
  await person.sees('Locked')
  await expect(app.page.getByText('a•••@example.com')).toBeVisible()
  await expect(app.page.getByLabel('Password', { exact: true })).toBeFocused()
  expect((await menuLock(app)).enabled).toBe(false)
  await unlocks(app, 'not my password')
  await expect(app.page.getByText('That isn’t your password', { exact: false })).toBeVisible()
  await unlocks(app)
  await person.sees('All entries')
})

test('the key locks', async ({ app, person }) => {
  // Another test's window may take the focus, and the keys with it, at any time.
  await expect(async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.focus()
      window?.webContents.focus()
      for (const type of ['keyDown', 'char', 'keyUp'] as const) {
        window?.webContents.sendInputEvent({ type, keyCode: 'L', modifiers: ['control'] })
      }
    })
    await expect(app.page.getByRole('heading', { name: 'Locked' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await person.sees('Locked')
})

test('a lock leaves another process to show the page, and nothing to go back to', async ({
  app,
  person,
}) => {
  const [before] = await pageProcess(app)
  await menuLock(app)
  await person.sees('Locked')
  const [after] = await pageProcess(app)
  expect(after).not.toBe(before)
  expect(() => process.kill(before ?? 0, 0)).toThrow('ESRCH')
  const canGoBack = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(({ webContents }) =>
      webContents.navigationHistory.canGoBack(),
    ),
  )
  expect(canGoBack).toBe(false)
})

test('signing out does so as well', async ({ app, person }) => {
  const [before] = await pageProcess(app)
  await person.signsOut()
  expect(await pageProcess(app)).not.toContain(before)
  expect(() => process.kill(before ?? 0, 0)).toThrow('ESRCH')
})

test('a page that hangs or refuses to go is locked all the same', async ({ app, person }) => {
  await app.page.evaluate(() => {
    window.addEventListener('beforeunload', (event) => event.preventDefault())
    setTimeout(() => {
      for (;;) if (performance.now() < 0) break
    }, 100)
  })
  await menuLock(app)
  await person.sees('Locked')
  await unlocks(app)
  await person.sees('All entries')
})

test('a vault left alone locks', async ({ app, person }) => {
  app.set({ idleSeconds: 300 })
  await person.sees('Locked')
})

test('minimising locks where its person chose so', async ({ app, person }) => {
  const minimise = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.emit('minimize')
    })
  await minimise()
  await app.page.evaluate(() =>
    (globalThis as WithApi).latchkey.lockSave({
      idleMinutes: null,
      onSleep: true,
      onScreenLock: true,
      onMinimize: true,
    }),
  )
  await person.sees('All entries')
  await minimise()
  await person.sees('Locked')
})

test('somebody else may sign in over a lock, and finds nothing of it', async ({ app, person }) => {
  await menuLock(app)
  await person.sees('Locked')
  await person.press('Use another account')
  await person.sees('Sign in')
  await person.press('Create an account')
  await person.createsAccount(grace)
  await menuLock(app)
  await expect(app.page.getByText('g•••@example.com')).toBeVisible()
  await unlocks(app, ada.password)
  await expect(app.page.getByText('That isn’t your password', { exact: false })).toBeVisible()
  await unlocks(app, grace.password)
  await person.sees('All entries')
})

test('what is being typed at a lock is kept', async ({ app, person }) => {
  await app.page.getByRole('button', { name: 'Add a login' }).click()
  await app.page.getByLabel('Title', { exact: true }).fill('Half a thou')
  await app.page.getByLabel('Title', { exact: true }).pressSequentially('ght')
  await menuLock(app)
  await person.sees('Locked')
  await unlocks(app)
  await person.sees('All entries')
  const drafts = await app.page.evaluate(async () => {
    const answer = await (globalThis as WithApi).latchkey.vaultOverview()
    return answer.ok && answer.value.drafts.map(({ title }) => title)
  })
  expect(drafts).toEqual(['Half a thought'])
})

test('what was copied is cleared when the app is closed, and what a person copied since is not', async ({
  app,
}) => {
  for (const [since, left] of [
    [null, ''],
    ['a recipe', 'a recipe'],
  ] as const) {
    const file = join(app.dataFolder, '..', 'clipboard')
    await ownClipboard(app, file)
    await app.page.evaluate(() =>
      (globalThis as WithApi).latchkey.generatorCopy({ text: 'a password' }),
    )
    expect(readFileSync(file, 'utf8')).toBe('a password')
    if (since !== null) writeFileSync(file, since)
    await app.close()
    expect(readFileSync(file, 'utf8')).toBe(left)
    await app.start()
    await app.page.evaluate(
      (who) => (globalThis as WithApi).latchkey.accountSignIn({ ...who, remember: false }),
      ada,
    )
  }
})
