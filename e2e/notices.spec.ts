import { ada, expect, minute, newPassword, test } from './fixtures.ts'
import { screenOf } from './support/axe.ts'
import { codeOf, wrong } from './support/codes.ts'

const away = 'While you were away'

test('what happened while one was away is told once, grouped, and put away for good', async ({
  app,
  person,
  server,
}) => {
  const looks = screenOf(app)
  const code = codeOf(await person.getsResetMail(server))
  await person.typesWrong(code, 3)
  await app.restart()
  await person.signsIn()
  await person.sees(away)
  await person.reads('A new password was asked for, and not set.')
  await person.reads('3 wrong codes from a mail were typed.')
  await person.reads('Nobody got in by this.')
  await looks('away')

  await person.press('See all activity')
  await expect(
    app.page.getByRole('listitem').filter({ hasText: 'Wrong code from a mail' }),
  ).toHaveCount(3)
  await app.restart()
  await person.signsIn()
  await person.sees(away)
  await app.page.setViewportSize({ width: 720, height: 480 })
  await looks('away, small window')
  // By keyboard only.
  await person.button('That was me').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('heading', { name: away })).toHaveCount(0)

  await person.signsOut()
  await person.signsIn()
  await person.sees('All entries')
  await expect(app.page.getByRole('heading', { name: away })).toHaveCount(0)
})

test('one’s own reset is not told; one before it, by somebody else, is', async ({
  app,
  person,
  server,
}) => {
  await person.pastes(wrong(codeOf(await person.getsResetMail(server))))
  await person.reads('This code doesn’t work.')
  app.passTime(2 * minute)
  await app.restart()
  await person.resets(server)
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
  await expect(app.page.getByRole('heading', { name: away })).toHaveCount(0)
  await person.signsOut()

  app.passTime(61 * minute)
  await app.restart()
  await person.resets(server, 'once more a new password')
  await person.signsIn({ password: 'once more a new password' })
  await person.reads('A new password was set with a mail’s link')
  await person.press('Change password')
  await person.sees('Account')
})

test('whoever’s code is guessed at gets a mail, once a day', async ({ app, person, server }) => {
  const code = codeOf(await person.getsResetMail(server))
  await person.typesWrong(code, 5)
  const warning = await server.waitForMail(ada.email)
  expect(warning.subject).toContain('Wrong codes for your Latchkey account')
  expect(warning.text).toContain('If it wasn’t you')
  expect(warning.text).not.toContain('latchkey://')

  await person.typesWrong(code, 5)
  app.passTime(2 * minute)
  await app.restart()
  await person.asksForReset()
  // The next email is the requested one.
  expect((await server.waitForMail(ada.email)).subject).toContain('Reset your Latchkey password')
})

test('wrong passwords until one has to wait are told by mail, also at the lock', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await person.signsIn()
  await person.sees('All entries')
  await person.press('Lock')
  await person.sees('Locked')
  for (let at = 0; at < 5; at += 1) {
    await person.fill('Password', `wrong password ${at}`)
    await person.press('Unlock')
    if (at < 4) await expect(app.page.getByLabel('Password', { exact: true })).toBeFocused()
  }
  const warning = await server.waitForMail(ada.email)
  expect(warning.subject).toContain('Wrong passwords for your Latchkey account')
  app.passTime(minute)
  await app.restart()
  await person.signsIn()
  await person.sees(away)
  await person.reads('5 wrong passwords were typed')
})
