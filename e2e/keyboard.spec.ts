import { ada, expect, linkOf, newPassword, test } from './fixtures.ts'

test('account, reset and sign-in go by keyboard alone', async ({ app, person, server }) => {
  await person.isReady(server)
  const { keyboard } = app.page

  /** Moves on until the control with this name has the focus. */
  async function tabTo(name: string | RegExp) {
    for (let step = 0; step < 40; step += 1) {
      const focused = await app.page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null
        const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent
        return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''
      })
      if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return
      await keyboard.press('Tab')
    }
    throw new Error(`no way to ${name} by Tab`)
  }

  await tabTo('Forgot password?')
  await keyboard.press('Enter')
  await person.sees('Forgot your password?')
  await expect(app.page.getByLabel('E-mail address')).toBeFocused()
  await keyboard.type(ada.email)
  await keyboard.press('Enter')
  await person.sees('Check your mail')

  const link = linkOf(await server.waitForMail(ada.email))
  await tabTo('Link, or the whole mail')
  await keyboard.insertText(link)
  await tabTo('Continue')
  await keyboard.press('Enter')
  await person.sees('Choose a new password')
  await tabTo('New password')
  await keyboard.type(newPassword)
  await keyboard.press('Enter')
  await person.sees('Your password is changed')
  await tabTo('Sign in')
  await keyboard.press('Enter')
  await person.sees('Sign in')
  await tabTo('E-mail address')
  await keyboard.type(ada.email)
  await tabTo('Password')
  await keyboard.type(newPassword)
  await keyboard.press('Enter')
  await person.sees('Account')
})
