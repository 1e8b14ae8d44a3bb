import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ada, expect, grace, linkOf, minute, test } from './fixtures.ts'
import type { App } from './support/app.ts'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // Electron has no second browser context, which axe's own mode would open.
    .setLegacyMode(true)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Looks at a screen in both themes. */
function screenOf(app: App) {
  return async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect.soft(await violations(app.page), `${name}, ${colorScheme}`).toEqual([])
    }
  }
}

test('axe finds nothing on the way from first run to a new password, in both themes', async ({
  app,
  person,
  server,
}) => {
  test.slow()
  const looks = screenOf(app)
  app.set({ mailCa: server.caFile })
  await app.start()
  await person.sees('Welcome to Latchkey')
  await looks('first run')
  await person.choosesOwnServer()
  await looks('create account')
  await person.fill('Password', 'aaaaaaaaaaaaaaaa')
  await person.press('Create account')
  await looks('create account with errors')
  await person.createsAccount()
  await looks('account home, unconfirmed')
  await app.page.getByRole('button', { name: 'Mail settings' }).click()
  await looks('mail settings')
  await person.setsUpMail(server)
  await app.page.getByRole('button', { name: 'Account' }).click()
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.sees('Confirm your address')
  await looks('confirm address')
  await person.press('Confirm this address')
  await person.sees('Your address is confirmed')
  await looks('done')
  await person.press('Go to your account')
  for (const dialog of ['Change password', 'Change address', 'Delete account']) {
    await person.press(dialog)
    await looks(dialog)
    await app.page.keyboard.press('Escape')
  }
  await app.page.getByRole('button', { name: 'Activity' }).click()
  await looks('activity')
  await person.signsOut()
  await looks('sign in')
  await person.signsIn({ password: 'wrong' })
  await expect(app.page.getByText('don’t go together', { exact: false })).toBeVisible()
  await looks('sign in, wrong')
  await person.press('Forgot password?')
  await looks('forgot password')
  await person.fill('E-mail address', ada.email)
  await person.press('Send the mail')
  await person.sees('Check your mail')
  await looks('check your mail')
  const link = linkOf(await server.waitForMail(ada.email))
  await person.pastes(link)
  await person.sees('Choose a new password')
  await looks('new password')
})

test('axe finds nothing on the screens for links that do not work, in both themes', async ({
  app,
  person,
  server,
}) => {
  test.slow()
  const looks = screenOf(app)
  await person.isReady(server)
  await person.asksForReset()
  const first = linkOf(await server.waitForMail(ada.email))
  await app.openLink(`${first}x`)
  await person.sees('This link doesn’t work')
  await looks('invalid')
  app.passTime(31 * minute)
  await app.openLink(first)
  await person.sees('This link’s time is up')
  await looks('expired')
  await person.press('Ask for a new link')
  await person.fill('E-mail address', ada.email)
  await person.press('Send the mail')
  await person.sees('Check your mail')
  const second = linkOf(await server.waitForMail(ada.email))
  await app.openLink(first)
  await person.sees('There is a newer link')
  await looks('superseded')
  await app.openLink(second)
  await person.setsPassword()
  await person.sees('Your password is changed')
  await app.openLink(second)
  await person.sees('This link has been used')
  await looks('used')
  await person.press('Sign in')
  await person.press('Create an account')
  await person.createsAccount(grace)
})

test('axe finds nothing in the demo mailbox, in both themes', async ({ app, person }) => {
  await app.start()
  await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
  await person.createsAccount()
  await person.press('Open the mailbox')
  const mailbox = await app.mailbox()
  await expect(mailbox.frameLocator('iframe').getByRole('link').first()).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await mailbox.emulateMedia({ colorScheme })
    expect.soft(await violations(mailbox), colorScheme).toEqual([])
  }
})
