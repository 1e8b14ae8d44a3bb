import { ada, expect, newPassword, test } from './fixtures.ts'

test('a newcomer goes through the whole journey with the demo mailbox', async ({ app, person }) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.sees('Create the first account')
  await person.createsAccount()

  await person.press('Open the mailbox')
  const mailbox = await app.mailbox()
  const link = mailbox.frameLocator('iframe').getByRole('link').first()
  await link.click()
  await person.sees('Confirm your address')
  await person.press('Confirm this address')
  await person.press('Go to your account')
  await person.signsOut()

  await person.asksForReset()
  await expect(
    mailbox.getByText('Reset your Latchkey password', { exact: false }).first(),
  ).toBeVisible()
  await link.click()
  await person.sees('Choose a new password')
  await person.setsPassword()
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
})

test('the demo survives a restart, is a world of its own, and can be left', async ({
  app,
  person,
}) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.createsAccount()
  await app.restart()
  await person.signsIn()
  await person.sees('All entries')
  await person.signsOut()
  await person.press('Leave the demo')
  await person.sees('Create the first account')
  await expect(app.page.getByText(ada.email)).toHaveCount(0)
})

test('a mail in the mailbox can run nothing, load nothing and lead nowhere', async ({
  app,
  person,
}) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.createsAccount()
  await person.press('Open the mailbox')
  const mailbox = await app.mailbox()
  await expect(mailbox.locator('iframe')).toHaveAttribute('sandbox', '')
  const bridge = await mailbox.evaluate(() => ({
    app: 'latchkey' in window,
    mailbox: Object.keys((window as unknown as { latchkeyMailbox: object }).latchkeyMailbox),
  }))
  expect(bridge).toEqual({
    app: false,
    mailbox: ['mailboxList', 'mailboxClear', 'onMailboxChanged'],
  })
})
