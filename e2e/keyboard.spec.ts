import { ada, expect, linkOf, newPassword, test } from './fixtures.ts'
import { codeOf, wrong } from './support/codes.ts'
import { tabTo } from './support/keys.ts'

test('account, reset and sign-in go by keyboard alone', async ({ app, person, server }) => {
  await person.isReady(server)
  const { keyboard } = app.page

  await tabTo(app.page, 'Forgot password?')
  await keyboard.press('Enter')
  await person.sees('Forgot your password?')
  await expect(app.page.getByLabel('E-mail address')).toBeFocused()
  await keyboard.type(ada.email)
  await keyboard.press('Enter')
  await person.sees('Check your mail')

  const mail = await server.waitForMail(ada.email)
  await tabTo(app.page, 'Code, link, or the whole mail')
  await keyboard.type(wrong(codeOf(mail)))
  await tabTo(app.page, 'Continue')
  await keyboard.press('Enter')
  await expect(app.page.getByLabel('Code, link, or the whole mail')).toBeFocused()
  await keyboard.press('Control+a')
  await keyboard.insertText(linkOf(mail))
  await tabTo(app.page, 'Continue')
  await keyboard.press('Enter')
  await person.sees('Choose a new password')
  await tabTo(app.page, 'New password')
  await keyboard.type(newPassword)
  await keyboard.press('Enter')
  await person.sees('Your password is changed')
  await tabTo(app.page, 'Sign in')
  await keyboard.press('Enter')
  await person.sees('Sign in')
  await tabTo(app.page, 'E-mail address')
  await keyboard.type(ada.email)
  await tabTo(app.page, 'Password')
  await keyboard.type(newPassword)
  await keyboard.press('Enter')
  await person.sees('All entries')
})
