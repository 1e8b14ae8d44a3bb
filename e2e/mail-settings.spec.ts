/** The owner sets up email: settings are found, tested and proven, and problems are explained. */
import { spawnMailServer } from '../test/mail-server/index.ts'
import { ada, expect, test } from './fixtures.ts'
import { screenOf } from './support/axe.ts'
import type { Person } from './support/person.ts'
import { slowAnswers } from './support/slow-answers.ts'

async function atMailSettings(person: Person): Promise<void> {
  await person.begins()
  await person.goesTo('Mail settings')
}

test('a server is found by its name and port, tried, and proven by the code in the mail', async ({
  app,
  person,
  server,
}) => {
  app.set({ mailCa: server.caFile })
  await atMailSettings(person)
  const looks = screenOf(app)
  await looks('mail settings, nothing chosen')
  await app.page.getByLabel('Mail provider').selectOption('own')
  await person.fill('Sender’s address', 'latchkey@example.com')
  await person.fill('Server', server.host)
  await person.fill('Port', String(server.port))
  await app.page.getByRole('radio', { name: 'None' }).first().check()
  await person.press('Find settings')
  await person.reads(`Found: ${server.host}, port ${server.port}, STARTTLS.`)
  await expect(app.page.getByRole('radio', { name: 'STARTTLS' })).toBeChecked()
  await person.fill('User name', server.user)
  await person.fill('Mail password', server.password)
  await person.press('Send a test mail')
  await person.sees(`On its way to ${ada.email}`)
  await expect(app.page.getByRole('listitem').filter({ hasText: 'Took the mail' })).toHaveAttribute(
    'data-state',
    'ok',
  )
  await expect(app.page.getByLabel('Code from the test mail')).toBeFocused()
  await looks('a test mail on its way')
  await person.fill('Code from the test mail', 'AAAAA-AAAAA')
  await app.page.keyboard.press('Enter')
  await person.reads('This code doesn’t work.')
  const mail = await server.waitForMail(ada.email)
  const code = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/m.exec(mail.text)?.[0] ?? ''
  await person.fill('Code from the test mail', code.toLowerCase().replace('-', ' '))
  await app.page.keyboard.press('Enter')
  await person.reads('It arrived: mail works. Save to use these settings.')
  await person.press('Save')
  await person.reads('Saved. Mails')
  await person.goesTo('Account')
  await person.goesTo('Mail settings')
  await person.reads('a test mail arrived on')
})

test('a wrong password is shown where it stopped, in the server’s words, without the password', async ({
  app,
  person,
  server,
}) => {
  app.set({ mailCa: server.caFile })
  await server.setFaults({ login: 535, loginSays: `5.7.8 ${server.password} of eve@evil.example?` })
  await atMailSettings(person)
  await person.fillsMailSettings(server)
  await person.press('Send a test mail')
  await person.sees('The test mail didn’t go out')
  await expect(app.page.getByRole('heading', { name: 'The test mail didn’t go out' })).toBeFocused()
  await person.reads('didn’t take the user name and password')
  const step = app.page.getByRole('listitem').filter({ hasText: 'Could not log in' })
  await expect(step).toHaveAttribute('data-state', 'failed')
  await expect(step).toContainText('535 5.7.8 … of …')
  await expect(app.page.getByRole('main')).not.toContainText(server.password)
  await screenOf(app)('a test mail that failed')
})

test('a certificate in the house is accepted after reading it, and no other is', async ({
  app,
  person,
}) => {
  const house = await spawnMailServer({ certificate: 'untrusted' })
  await atMailSettings(person)
  await person.fillsMailSettings(house)
  await person.press('Send a test mail')
  await person.reads('The server made it itself; nobody vouches for it.')
  await screenOf(app)('a certificate that is not good')
  await app.page.getByLabel('It is the same: accept this certificate, and no other').check()
  await person.press('Send a test mail')
  await person.sees(`On its way to ${ada.email}`)
  await person.press('Save')
  await person.reads('Saved. Mails')
  await house.stop()

  const other = await spawnMailServer({ certificate: 'untrusted', port: house.port })
  await person.press('Send a test mail')
  await person.reads('It is not the one that you accepted.')
  expect(other.received).toHaveLength(0)
  await other.stop()
})

test('a provider needs an address and a password, and says which', async ({ app, person }) => {
  await atMailSettings(person)
  await person.fill('Sender’s address', 'ada@gmail.com')
  await person.press('Find settings')
  await person.reads('Found: Gmail.')
  await person.reads('Gmail wants a password made just for apps')
  await expect(app.page.getByLabel('App password')).toBeVisible()
  await expect(app.page.getByLabel('Server', { exact: true })).toHaveCount(0)
  await screenOf(app)('a provider')
  await app.page.getByRole('radio', { name: 'OAuth 2' }).check()
  await screenOf(app)('OAuth 2')
  await person.press('Save')
  await person.reads('Fill this in.')
})

test('what was typed survives a look at something else, and can be discarded', async ({
  app,
  person,
  server,
}) => {
  app.set({ mailCa: server.caFile })
  await atMailSettings(person)
  await person.setsUpMail(server)
  await person.fill('Sender’s name', 'The Library')
  await person.goesTo('Account')
  await person.goesTo('Mail settings')
  await expect(app.page.getByLabel('Sender’s name')).toHaveValue('The Library')
  await person.reads('Your changes are not saved yet.')
  await person.press('Discard them')
  await expect(app.page.getByLabel('Sender’s name')).toHaveValue('Latchkey')
  await person.reads('Saved. Send a test mail')
})

test('what is typed while settings are being saved stays', async ({ app, person, server }) => {
  app.set({ mailCa: server.caFile })
  await atMailSettings(person)
  await person.setsUpMail(server)
  await slowAnswers(app.electron, 500, 'all')
  await person.fill('Link page (optional)', 'https://example.com/link.html')
  await person.press('Save')
  await person.fill('Sender’s name', 'The Library')
  const saved = () => app.page.evaluate('latchkey.mailSettings()')
  await expect.poll(saved).toMatchObject({ value: { linkPage: 'https://example.com/link.html' } })
  await expect(app.page.getByLabel('Sender’s name')).toHaveValue('The Library')
  await person.reads('Your changes are not saved yet.')
  await person.press('Discard them')
  await expect(app.page.getByLabel('Sender’s name')).toHaveValue('Latchkey')
  await expect(app.page.getByLabel('Link page (optional)')).toHaveValue(
    'https://example.com/link.html',
  )
})

test('a server that is not there is looked for in vain, and says what was tried', async ({
  app,
  person,
}) => {
  await atMailSettings(person)
  await person.fill('Sender’s address', 'ada@latchkey.invalid')
  await person.press('Find settings')
  await person.reads('No mail server was found')
  await person.reads('smtp.latchkey.invalid, port 465: no such name')
  await screenOf(app)('nothing found')
})
