import { ada, expect, linkOf, minute, newPassword, test } from './fixtures.ts'
import { codeOf, wrong } from './support/codes.ts'
import { allEntries, putEntries } from './support/entries.ts'
import { passScreenTime } from './support/screen-time.ts'

const field = 'Code, link, or the whole mail'
const refused = 'This code doesn’t work.'

test('the code from the mail, typed, resets the password and keeps the entries', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await person.signsIn()
  await person.sees('All entries')
  await putEntries(app.page)
  const entries = await allEntries(app.page)
  await person.signsOut()

  await person.asksForReset()
  const code = codeOf(await server.waitForMail(ada.email))
  await expect(app.page.getByLabel(field)).toBeFocused()
  await app.page.keyboard.type(code.replace('-', '').toLowerCase())
  await expect(app.page.getByLabel(field)).toHaveValue(code)
  await app.page.keyboard.press('Enter')
  await person.sees('Choose a new password')
  await person.reads('Your code was right.')
  await person.reads('Your 3 entries will be kept.')
  await person.setsPassword()
  await person.sees('Your password is changed')
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
  expect(await allEntries(app.page)).toEqual(entries)
})

test('a code is taken with spaces, in small letters, and with letters that look like digits', async ({
  app,
  person,
  server,
}) => {
  const code = codeOf(await person.getsResetMail(server))
  const sloppy = code.replaceAll('0', 'o').replaceAll('1', 'l').replace('-', '').toLowerCase()
  await person.pastes(` ${sloppy.slice(0, 4)} ${sloppy.slice(4, 7)}  ${sloppy.slice(7)} \n`)
  await person.sees('Choose a new password')
  await app.page.keyboard.press('Escape')
  await person.sees('Sign in')
})

test('one wrong code does no harm; after five the right one is refused, and a new mail works', async ({
  app,
  person,
  server,
}) => {
  const first = codeOf(await person.getsResetMail(server))
  await person.typesWrong(first, 5)
  await expect(app.page.getByLabel(field)).toBeFocused()
  await person.pastes(first)
  await person.reads(refused)
  expect((await server.waitForMail(ada.email)).subject).toContain('Wrong codes')

  app.passTime(2 * minute)
  await app.restart()
  await person.asksForReset()
  const second = codeOf(await server.waitForMail(ada.email))
  await person.pastes(wrong(second))
  await person.reads(refused)
  await person.pastes(second)
  await person.sees('Choose a new password')
  await person.setsPassword()
  await person.sees('Your password is changed')
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.goesTo('Activity')
  const items = app.page.getByRole('main').getByRole('listitem')
  await expect(items.filter({ hasText: 'Wrong code from a mail' })).toHaveCount(6)
  await expect(items.filter({ hasText: 'Too many wrong codes' })).toHaveCount(1)
})

test('an address without an account is answered the same, however often', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await person.asksForReset('nobody@example.com')
  await person.typesWrong('7K2QF-9M4TX', 5)
  await person.pastes('7K2QF-9M4TX')
  await person.reads(refused)
  await expect(app.page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
})

test('what was pasted is said, and of a link that came by itself nothing', async ({
  app,
  person,
  server,
}) => {
  const mail = await person.getsResetMail(server)
  await person.pastes(mail.raw)
  await person.sees('Choose a new password')
  await person.reads('Found in the mail you pasted.')
  await app.page.keyboard.press('Escape')
  await person.sees('Sign in')
  await app.openLink(linkOf(mail))
  await person.sees('Choose a new password')
  await expect(app.page.getByRole('main').getByText(/was found|Found in/)).toHaveCount(0)
})

test('where the address is not known, it is asked for in place, and only for a code', async ({
  app,
  person,
  server,
}) => {
  const mail = await person.getsResetMail(server)
  await app.restart()
  await person.press('Forgot password?')
  await person.press('Enter its code or link')
  const address = app.page.getByLabel('E-mail address the mail went to')
  await person.fill(field, linkOf(mail))
  await expect(address).toHaveCount(0)
  // Part of an email, without its link.
  await person.pastes(`Type this code:\n\n${codeOf(mail)}\n`)
  await expect(address).toBeFocused()
  await person.fill(field, codeOf(mail))
  await person.press('Continue')
  await person.reads('Enter your e-mail address.')
  await address.fill(ada.email)
  await person.press('Continue')
  await person.sees('Choose a new password')
})

test('the address that was typed on the way is not asked for twice', async ({
  app,
  person,
  server,
}) => {
  const code = codeOf(await person.getsResetMail(server))
  await app.restart()
  await person.press('Forgot password?')
  await person.fill('E-mail address', ada.email)
  await person.press('Enter its code or link')
  await person.pastes(code)
  await person.sees('Choose a new password')
})

test('in the place of an expired link a new mail is sent, whose code works', async ({
  app,
  person,
  server,
}) => {
  const old = await person.getsResetMail(server)
  app.passTime(31 * minute)
  await person.pastes(codeOf(old))
  await person.reads(refused)
  await person.pastes(linkOf(old))
  await person.sees('This link’s time is up')
  await person.press('Send a new one')
  await person.sees('Check your mail')
  // The app has everything it needs and asks for nothing again.
  await person.reads('A new mail is on its way to a•••@example.com.')
  await expect(app.page.getByRole('button', { name: /^Send again in/ })).toBeVisible()
  const renewed = await server.waitForMail(ada.email)
  await person.fill(field, codeOf(renewed))
  await expect(app.page.getByLabel('E-mail address the mail went to')).toHaveCount(0)
  await person.press('Continue')
  await person.sees('Choose a new password')
  await person.setsPassword()
  await person.sees('Your password is changed')
})

test('a form whose time runs out while it is open sends a new mail in its place', async ({
  app,
  person,
  server,
}) => {
  await person.pastes(linkOf(await person.getsResetMail(server)))
  await person.sees('Choose a new password')
  app.passTime(31 * minute)
  await passScreenTime(app.page, 31 * minute)
  await person.reads('The link’s time is up')
  await person.press('Send a new one')
  await person.sees('Check your mail')
  await person.pastes(codeOf(await server.waitForMail(ada.email)))
  await person.sees('Choose a new password')
})

test('whoever waits for long reads that some mails take their time, known or not', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  const words = 'Some mail servers let a first mail wait'
  for (const email of [ada.email, 'nobody@example.com']) {
    await person.asksForReset(email)
    await expect(app.page.getByText(words)).toHaveCount(0)
    await passScreenTime(app.page, 2 * minute)
    await person.reads(words)
    await app.restart()
  }
})

test('a new mail in the place of an expired link waits its turn like any other', async ({
  app,
  person,
  server,
}) => {
  const old = linkOf(await person.getsResetMail(server))
  app.passTime(31 * minute)
  await server.setFaults({ hangUp: true })
  await app.restart()
  await person.asksForReset()
  await app.openLink(old)
  await person.sees('This link’s time is up')
  await person.press('Send a new one')
  await expect(app.page.getByRole('button', { name: /^Send a new one in \d/ })).toBeFocused()
  await person.reads('A mail was asked for just now.')
})

test('a mail that still waits is not sent once it is not needed; whose it is is not told', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await server.setFaults({ hangUp: true })
  for (const email of ['nobody@example.com', ada.email]) {
    await person.asksForReset(email)
    await person.press('Don’t send it')
    await person.reads('If it had not been sent yet, it won’t be.')
    await app.restart()
  }
  await server.setFaults({})
  app.passTime(2 * minute)
  await person.signsIn()
  await person.changesPassword()
  // Any other waiting email would come first.
  const { subject } = await server.waitForMail(ada.email)
  expect(subject).toContain('Your Latchkey password was changed')
})

test('an address is confirmed by the code, typed below its notice', async ({
  app,
  person,
  server,
}) => {
  app.set({ mailCa: server.caFile })
  await person.begins()
  await person.setsUpMail(server)
  await person.goesTo('Account')
  const code = codeOf(await server.waitForMail(ada.email))
  await person.pastes(wrong(code))
  await person.reads(refused)
  await person.pastes(code)
  await person.sees('Confirm your address')
  await person.reads('Your code was right.')
  await person.press('Confirm this address')
  await person.sees('Your address is confirmed')
})

test('an address is confirmed by the code signed out, too', async ({ app, person, server }) => {
  app.set({ mailCa: server.caFile })
  await person.begins()
  await person.setsUpMail(server)
  const code = codeOf(await server.waitForMail(ada.email))
  await person.signsOut()
  await person.press('Forgot password?')
  await person.fill('E-mail address', ada.email)
  await person.press('Enter its code or link')
  await person.pastes(code)
  await person.sees('Confirm your address')
  await person.press('Confirm this address')
  await person.sees('Your address is confirmed')
})

test('mails come in the language that the account has chosen', async ({ app, person, server }) => {
  await person.isReady(server)
  await person.signsIn()
  await person.goesTo('Account')
  const language = app.page.getByLabel('Language of mails')
  await expect(language).toHaveValue('en')
  await language.selectOption({ label: 'Deutsch' })
  await person.reads('Mails to you are in Deutsch from now on.')
  await person.goesTo('Activity')
  await person.goesTo('Account')
  await expect(language).toHaveValue('de')
  await person.signsOut()
  await person.asksForReset()
  const mail = await server.waitForMail(ada.email)
  expect(mail.subject).toContain('Neues Passwort für Latchkey')
  await person.pastes(mail.text)
  await person.sees('Choose a new password')
})

test('with a link page of the owner’s, mails link to it; only an https address is taken', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await person.signsIn()
  await person.goesTo('Mail settings')
  await person.fill('Link page (optional)', 'http://example.org/latchkey/')
  await person.press('Save')
  await person.reads('That isn’t the address of a link page.')
  await expect(app.page.getByLabel('Link page (optional)')).toBeFocused()
  await person.fill('Link page (optional)', 'https://example.org/latchkey/')
  await person.press('Save')
  await person.reads('Saved. Mails')
  await person.signsOut()
  await person.asksForReset()
  const mail = await server.waitForMail(ada.email)
  const [page = ''] = /https:\/\/example\.org\/latchkey\/#\S+/.exec(mail.text) ?? []
  await person.pastes(page)
  await person.sees('Choose a new password')
  await person.reads('Your link was found.')
})
