import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ada, expect, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { violations } from './support/axe.ts'

const report = (app: App) => app.page.getByRole('region', { name: 'The report' })

async function byMenu(app: App): Promise<void> {
  await app.electron.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help')
    help?.submenu?.items[0]?.click()
  })
}

test('the menu leads to the diagnostics from anywhere, and back to where one was', async ({
  app,
  person,
}, info) => {
  await app.start()
  await person.choosesOwnServer()
  await byMenu(app)
  await person.sees('Diagnostics')
  await expect(report(app)).toContainText('electron: ')
  await app.page.keyboard.press('Escape')
  await person.sees('Create the first account')
  await person.createsAccount()
  await byMenu(app)
  await expect(report(app)).toContainText('started version=')
  await expect(app.page.getByText('Read from beginning to end, and in order.')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme })
    expect(await violations(app.page)).toEqual([])
    await app.page.screenshot({ path: info.outputPath(`diagnostics-${colorScheme}.png`) })
  }
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(720, 480)
  })
  await report(app).scrollIntoViewIfNeeded()
  await app.page.screenshot({ path: info.outputPath('diagnostics-small.png') })
  const shown = await report(app).innerText()
  for (const hidden of [ada.email, ada.password, app.dataFolder, process.env['HOME'] ?? '/root']) {
    expect(shown).not.toContain(hidden)
  }
  await person.press('Copy the report')
  await person.reads('The report is copied.')
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied.trim()).toBe(shown.trim())
  const folder = join(app.dataFolder, 'logs')
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  }
})

test('a start that fails leads to the diagnostics, with what happened', async ({ app, person }) => {
  await person.begins()
  await app.close()
  const file = join(app.dataFolder, 'own', 'latchkey.sqlite')
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(999, 60) // user_version, SQLite file format 1.3
  writeFileSync(file, bytes)
  await app.start()
  await person.sees('Made by a newer Latchkey')
  await person.press('Open the diagnostics')
  await expect(report(app)).toContainText('problem: DATABASE_NEWER')
  await expect(report(app)).toContainText('data folder: DATABASE_NEWER')
  await person.press('Back')
  await person.sees('Made by a newer Latchkey')
})

test('signed out, the report has no log', async ({ app, person }) => {
  await person.begins()
  await person.signsOut()
  await byMenu(app)
  await person.reads('The log is only in the report of this computer’s owner')
  await expect(report(app)).not.toContainText('started version=')
})
