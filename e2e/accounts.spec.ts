import { ada, expect, grace, linkOf, minute, newPassword, test } from './fixtures.ts'

test('an account can be made and used with nothing set up', async ({ app, person }) => {
  await app.start()
  await person.sees('Welcome to Latchkey')
  await person.choosesOwnServer()
  await person.createsAccount()
  await person.goesTo('Account')
  await expect(app.page.getByText('You are the owner', { exact: false })).toBeVisible()
  await expect(app.page.getByText('Your address isn’t confirmed yet')).toBeVisible()
  await person.signsOut()
  await person.signsIn()
  await person.sees('All entries')
})

test('a restart ends the session, and offers the address only where that was ticked', async ({
  app,
  person,
}) => {
  await person.begins()
  await app.restart()
  await person.sees('Sign in')
  await expect(app.page.getByLabel('E-mail address')).toHaveValue('')
  await app.page.getByLabel('Remember my address on this computer').check()
  await person.signsIn()
  await person.sees('All entries')
  await app.restart()
  await expect(app.page.getByLabel('E-mail address')).toHaveValue(ada.email)
  await expect(app.page.getByLabel('Password', { exact: true })).toBeFocused()
})

test('a wrong password and an unknown address say the same, and wait the same', async ({
  app,
  person,
}) => {
  await person.begins()
  await person.signsOut()
  for (const email of [ada.email, 'nobody@example.com']) {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await person.signsIn({ email, password: `wrong password ${attempt}` })
      await expect(app.page.getByText('don’t go together', { exact: false })).toBeVisible()
    }
    await person.signsIn({ email, password: 'wrong password again' })
    await expect(app.page.getByRole('button', { name: /^Try again in/ })).toBeVisible()
    await app.restart()
  }
})

test('the address is confirmed with the link of the mail', async ({ app, person, server }) => {
  await app.set({ mailCa: server.caFile })
  await person.begins()
  await person.setsUpMail(server)
  await app.openLink(linkOf(await server.waitForMail(ada.email)))
  await person.sees('Confirm your address')
  await person.press('Confirm this address')
  await person.sees('Your address is confirmed')
  await person.press('Go to your account')
  await person.goesTo('Account')
  await expect(app.page.getByText('Confirmed', { exact: true })).toBeVisible()
})

test('the password is changed by who knows it', async ({ app, person, server }) => {
  await person.isReady(server)
  await person.signsIn()
  await person.changesPassword()
  await expect(app.page.getByText('Your password is changed.').first()).toBeVisible()
  await person.signsOut()
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
})

test('a new address counts once its mailbox has answered, and the old one is told', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  app.passTime(2 * minute)
  await person.signsIn()
  await person.goesTo('Account')
  await person.press('Change address')
  const dialog = app.page.getByRole('dialog')
  await dialog.getByLabel('New e-mail address', { exact: true }).fill('ada@new.example')
  await dialog.getByLabel('Your password', { exact: true }).fill(ada.password)
  await dialog.getByRole('button', { name: 'Change address' }).click()
  await app.openLink(linkOf(await server.waitForMail('ada@new.example')))
  await person.press('Use this address')
  await person.sees('Your address is changed')
  const notice = await server.waitForMail(ada.email)
  expect(notice.text).toContain('a•••@new.example')
})

test('a new password cancels a change of address that waits, and says so before', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  app.passTime(2 * minute)
  await person.signsIn()
  await person.goesTo('Account')
  await person.press('Change address')
  const dialog = app.page.getByRole('dialog')
  await dialog.getByLabel('New e-mail address', { exact: true }).fill('eve@evil.example')
  await dialog.getByLabel('Your password', { exact: true }).fill(ada.password)
  await dialog.getByRole('button', { name: 'Change address' }).click()
  const link = linkOf(await server.waitForMail('eve@evil.example'))
  await person.press('Change password')
  await expect(dialog.getByText('cancels the change of your email address')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await person.changesPassword()
  await expect(app.page.getByText('Your password is changed.').first()).toBeVisible()
  await expect(app.page.getByText('eve@evil.example')).toHaveCount(0)
  await app.openLink(link)
  await person.sees('There is a newer link')
})

test('an account goes for good, after its password was asked for', async ({ app, person }) => {
  await person.begins()
  await person.goesTo('Account')
  await person.press('Delete account')
  const dialog = app.page.getByRole('dialog')
  await dialog.getByLabel('Your password', { exact: true }).fill('not it')
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(dialog.getByText('That isn’t your password', { exact: false })).toBeVisible()
  await dialog.getByLabel('Your password', { exact: true }).fill(ada.password)
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await person.sees('Your account is deleted')
})

test('mail settings are the owner’s, and never show the password again', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await person.signsIn()
  await person.goesTo('Mail settings')
  await expect(app.page.getByLabel('Server', { exact: true })).toHaveValue(server.host)
  await expect(app.page.getByLabel('Mail password', { exact: true })).toHaveValue('')
  expect(await app.page.content()).not.toContain(server.password)
  await person.press('Send a test mail')
  await person.sees(`On its way to ${ada.email}`)
  await server.waitForMail(ada.email)
  await person.signsOut()
  await person.press('Create an account')
  await person.createsAccount(grace)
  await person.goesTo('This computer')
  await expect(app.page.getByRole('button', { name: 'Mail settings' })).toHaveCount(0)
})

test('activity shows what happened, newest first', async ({ app, person, server }) => {
  await person.isReady(server)
  await person.signsIn({ password: 'a wrong password' })
  await person.signsIn()
  await person.goesTo('Activity')
  const items = app.page.getByRole('listitem')
  await expect(items.filter({ hasText: 'Wrong password at sign-in' })).toHaveCount(1)
  await expect(items.filter({ hasText: 'Address confirmed' })).toHaveCount(1)
  await expect(items.filter({ hasText: 'Account created' })).toHaveCount(1)
})

test('a press on “Create account” meets it, whatever is said of the password meanwhile', async ({
  app,
  person,
}) => {
  await app.start()
  await person.choosesOwnServer()
  await person.fill('E-mail address', ada.email)
  // Measured from the field, because the screen may still be sliding in.
  const field = app.page.getByLabel('Password', { exact: true })
  const place = async () => {
    const [button, input] = await Promise.all(
      [person.button('Create account'), field].map((part) => part.boundingBox()),
    )
    return (button?.y ?? 0) - (input?.y ?? 0)
  }
  const before = await place()
  const said = [
    ['a', '14 characters to go.'],
    [ada.password, 'Strong.'],
    ['a'.repeat(20), 'Mostly the same characters'],
    ['ada@example.com', 'Too close to your own address.'],
    ['', 'At least 15 characters.'],
  ] as const
  for (const [password, words] of said) {
    await person.fill('Password', password)
    await person.reads(words)
    expect(await place()).toBeCloseTo(before, 0)
  }
})
