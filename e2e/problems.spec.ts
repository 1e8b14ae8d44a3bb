/** Failures: each shows a message that says what happened and what to do, and loses no data. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ada, expect, linkOf, test } from './fixtures.ts'
import type { App } from './support/app.ts'

const database = (app: App) => join(app.dataFolder, 'own', 'latchkey.sqlite')

test('a damaged database is left as it is, and works again once it is put right', async ({
  app,
  person,
}) => {
  await person.begins()
  await app.close()
  const file = database(app)
  renameSync(file, `${file}.kept`)
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
  writeFileSync(file, 'this is not what was here before\n'.repeat(500))
  const damaged = readFileSync(file)

  await app.start()
  await person.sees('The data file is damaged')
  expect(readFileSync(file).equals(damaged)).toBe(true)
  renameSync(`${file}.kept`, file)
  await person.press('Try again')
  await person.sees('Sign in')
  await person.signsIn()
  await person.sees('All entries')
})

test('a database of a newer version is refused with words, not opened', async ({ app, person }) => {
  await person.begins()
  await app.close()
  const file = database(app)
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(999, 60) // user_version, SQLite file format 1.3
  writeFileSync(file, bytes)
  await app.start()
  await person.sees('Made by a newer Latchkey')
  expect(readFileSync(file).readUInt32BE(60)).toBe(999)
})

test('a data file that a bad disk has changed is opened once its person says so', async ({
  app,
  person,
}) => {
  await person.begins()
  await app.close()
  const file = database(app)
  const bytes = readFileSync(file)
  bytes[99] = (bytes[99] ?? 0) ^ 1 // SQLite's version number, which nothing reads
  writeFileSync(file, bytes)
  await app.start()
  await person.sees('The data file has changed')
  expect(readFileSync(file).equals(bytes)).toBe(true)
  await person.press('Continue with what is there')
  await person.sees('Sign in')
  await app.restart()
  await person.sees('Sign in')
})

test('a data file that a bad disk has eaten is not taken for a first start', async ({
  app,
  person,
}) => {
  await person.begins()
  await app.close()
  rmSync(database(app))
  await app.start()
  await person.sees('The data file is damaged')
})

test('a data folder that cannot be used is named', async ({ app, person }) => {
  mkdirSync(app.dataFolder, { recursive: true })
  writeFileSync(join(app.dataFolder, 'own'), 'a file where the folder should be')
  await app.start()
  await person.sees('The data folder can’t be used')
  await expect(
    app.page.getByText(join(app.dataFolder, 'own'), { exact: false }).first(),
  ).toBeVisible()
  rmSync(join(app.dataFolder, 'own'))
  await person.press('Try again')
  await person.sees('Welcome to Latchkey')
})

test('without a keychain the owner is told what that means, and mail works until the app closes', async ({
  app,
  person,
  server,
}) => {
  app.set({ keychain: 'missing' })
  await person.isReady(server)
  await person.signsIn()
  await person.goesTo('Mail settings')
  await expect(app.page.getByText('This computer has no keychain')).toBeVisible()
  await app.restart()
  await person.signsIn()
  await person.goesTo('Mail settings')
  await expect(app.page.getByText('The mail password is needed again')).toBeVisible()
})

test('without a keychain an owner who agreed keeps links and mail over a restart', async ({
  app,
  person,
  server,
}) => {
  app.set({ keychain: 'missing' })
  await person.isReady(server)
  await person.signsIn()
  await person.goesTo('Mail settings')
  await app.page.getByLabel('Keep them in a file all the same').check()
  await person.press('Save')
  await expect(app.page.getByText('Saved. Mails', { exact: false }).first()).toBeVisible()
  await person.signsOut()
  await app.restart()
  await person.asksForReset()
  await app.restart(linkOf(await server.waitForMail(ada.email)))
  await person.sees('Choose a new password')
})

const faults = [
  [
    'a name that does not exist',
    'There is no server of this name',
    { host: 'no-such-host.invalid' },
  ],
  ['a port where nothing listens', 'The server doesn’t answer here', { port: '9' }],
  ['a wrong password', 'didn’t take the user name and password', { password: 'wrong' }],
] as const

for (const [what, said, change] of faults) {
  test(`a test mail with ${what} says so in plain words`, async ({ app, person, server }) => {
    app.set({ mailCa: server.caFile })
    await person.begins()
    await person.fillsMailSettings(server)
    if ('host' in change) await person.fill('Server', change.host)
    if ('port' in change) await person.fill('Port', change.port)
    if ('password' in change) await person.fill('Mail password', change.password)
    await person.press('Send a test mail')
    await expect(app.page.getByText(said, { exact: false }).first()).toBeVisible()
  })
}

test('a server that nobody vouches for, or without encryption, gets no password', async ({
  app,
  person,
  server,
}) => {
  await person.begins()
  await person.fillsMailSettings(server)
  await person.press('Send a test mail')
  await expect(
    app.page.getByText('could not prove that it is the one', { exact: false }).first(),
  ).toBeVisible()
  app.set({ mailCa: server.caFile })
  await app.restart()
  await person.signsIn()
  await server.setFaults({ hideStartTls: true })
  await person.fillsMailSettings(server)
  await person.press('Send a test mail')
  await expect(app.page.getByText('doesn’t offer STARTTLS', { exact: false }).first()).toBeVisible()
  expect(server.received).toHaveLength(0)
})

test('the window comes back where it was', async ({ app, person }) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  const place = { x: 40, y: 60, width: 800, height: 500 }
  await app.electron.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, place)
  await app.restart()
  const bounds = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toEqual(place)
})

test('a second start brings the window to the front, and opens no second one', async ({
  app,
  person,
}) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  await app.openLink('not-a-link')
  expect(app.electron.windows()).toHaveLength(1)
})
