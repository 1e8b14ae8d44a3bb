/** Import, export, backups, codes and sealed vaults without a mouse, and a dialog that stays open. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ada, expect, linkOf, newPassword, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { allEntries, lock, putEntries } from './support/entries.ts'
import { tabTo } from './support/keys.ts'

/** The system's dialogs can't be typed into, so they answer at once. */
const choosesFile = (app: App, path: string) =>
  app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
const choosesPlace = (app: App, path: string) =>
  app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
  }, path)

async function presses(app: App, name: string | RegExp, inRow?: string): Promise<void> {
  await tabTo(app.page, name, inRow)
  await app.page.keyboard.press('Enter')
}

async function types(app: App, label: string | RegExp, text: string): Promise<void> {
  await tabTo(app.page, label)
  await app.page.keyboard.type(text)
}

/** Uses the side panel, starting at the entries. */
async function opensSection(app: App, name: string): Promise<void> {
  await presses(app, /^Settings/)
  await presses(app, name)
}

test('import, export and backups go by keyboard alone', async ({ app, person }) => {
  await person.begins()
  await opensSection(app, 'Data')
  const file = join(app.dataFolder, 'chrome.csv')
  writeFileSync(
    file,
    'name,url,username,password\nBank,https://bank.example,ada,tidal\nMail,,ada,p\n',
  )
  await choosesFile(app, file)
  await presses(app, 'Choose a file…')
  await presses(app, 'Import 2 entries')
  await person.reads('2 entries are imported.')

  const exported = join(app.dataFolder, 'out.json')
  await choosesPlace(app, exported)
  await presses(app, 'Encrypted export…')
  await types(app, 'Password for the file', newPassword)
  await types(app, 'Your password', ada.password)
  await app.page.keyboard.press('Enter')
  await person.reads('2 entries are in out.json.')
  expect(readFileSync(exported, 'utf8')).not.toContain('tidal')

  await presses(app, 'Make one now')
  await tabTo(app.page, /^Go back to /, 'asked for')
  await presses(app, /^Back to entries/)
  await person.sees('All entries')
  await app.page.keyboard.press('Control+n')
  await types(app, 'Title', 'Made since')
  await app.page.keyboard.press('Control+s')
  await person.sees('Made since')
  await opensSection(app, 'Data')
  // There may also be a daily backup by now.
  await presses(app, /^Go back to /, 'asked for')
  await person.reads('1 made since then goes')
  await types(app, 'Your password', ada.password)
  await app.page.keyboard.press('Enter')
  await person.reads('Your vault is as it was then.')
  expect(await allEntries(app.page)).toHaveLength(2)
})

test('a code is made by keyboard alone', async ({ app, person }) => {
  await person.begins()
  await opensSection(app, 'Security')
  await presses(app, 'Make a recovery code')
  await types(app, 'Your password', ada.password)
  await app.page.keyboard.press('Enter')
  await person.sees('Your recovery code')
  const list = app.page.getByRole('list', { name: 'The code, in groups' })
  const groups = await list.getByRole('listitem').allTextContents()
  await presses(app, 'I have kept it')
  for (const field of await app.page.getByLabel(/^Group \d/).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)
    const group = groups[Number(label?.match(/\d/)?.[0]) - 1] ?? ''
    await types(app, label ?? '', group.toLowerCase())
  }
  await presses(app, 'Finish')
  await person.reads('Your recovery code works from now on.')
})

test('a sealed vault is reopened by keyboard alone', async ({ app, person, server }) => {
  app.set({ mailCa: server.caFile, keychain: 'missing' })
  await person.begins()
  await putEntries(app.page)
  const before = await allEntries(app.page)
  await person.setsUpMail(server)
  await person.goesTo('Account')
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.press('Confirm this address')
  await person.press('Go to your account')
  await person.signsOut()
  await person.asksForReset()
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await presses(app, 'Start with an empty vault')
  await types(app, 'New password', newPassword)
  await app.page.keyboard.press('Enter')
  await person.sees('Your password is changed')
  await presses(app, 'Sign in')
  await types(app, 'E-mail address', ada.email)
  await types(app, 'Password', newPassword)
  await app.page.keyboard.press('Enter')
  await presses(app, 'Open it again')
  await presses(app, 'Open…')
  await types(app, /^(Password|Old password|Password of then)/, ada.password)
  await app.page.keyboard.press('Enter')
  await person.reads('3 entries are back in your vault.')
  expect(await allEntries(app.page)).toEqual(before)
})

test('a dialog for saving that stands open when the vault locks saves nothing', async ({
  app,
  person,
}) => {
  await person.begins()
  await putEntries(app.page)
  const exported = join(app.dataFolder, 'out.csv')
  await app.electron.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () =>
      new Promise((resolve) => {
        Object.assign(globalThis, { presses: resolve })
      })
  })
  const asked = () => app.electron.evaluate(() => 'presses' in globalThis)
  const exporting = app.page
    .evaluate(
      (password) =>
        (globalThis as { latchkey?: { exportPlain(args: object): unknown } }).latchkey?.exportPlain(
          {
            password,
            format: 'csv',
          },
        ),
      ada.password,
    )
    .catch(() => {})
  await expect.poll(asked).toBe(true)
  await lock(app.page)
  await person.sees('Locked')
  await app.electron.evaluate((_, filePath) => {
    const { presses: press } = globalThis as unknown as { presses: (answer: object) => void }
    press({ canceled: false, filePath })
  }, exported)
  await exporting
  await person.fill('Password', ada.password)
  await person.press('Unlock')
  await person.sees('All entries')
  expect(existsSync(exported)).toBe(false)
})
