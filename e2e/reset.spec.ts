import { ada, expect, grace, linkOf, minute, newPassword, test } from './fixtures.ts'

test('a person who forgot the password signs in again with the link from the mail', async ({
  app,
  person,
  server,
}) => {
  await person.pastes(linkOf(await person.getsResetMail(server)))
  await person.setsPassword()
  await person.sees('Your password is changed')
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
  const notice = await server.waitForMail(ada.email)
  expect(notice.text).not.toContain('latchkey://')
  expect(app.page.url()).toBe('app://latchkey/index.html')
})

test.describe('the link opens the app', () => {
  test('while it runs, by a second start', async ({ app, person, server }) => {
    await app.openLink(linkOf(await person.getsResetMail(server)))
    await person.sees('Choose a new password')
    await person.setsPassword()
    await person.sees('Your password is changed')
  })

  test('from cold, as an argument, also between others', async ({ app, person, server }) => {
    const link = linkOf(await person.getsResetMail(server))
    await app.restart(link)
    await person.sees('Choose a new password')
    await app.restart('--some-switch', link, 'another')
    await person.sees('Choose a new password')
    await person.setsPassword()
    await person.sees('Your password is changed')
  })

  test('by macOS’ event', async ({ app, person, server }) => {
    await app.openLinkAsMac(linkOf(await person.getsResetMail(server)))
    await person.sees('Choose a new password')
    await person.setsPassword()
    await person.sees('Your password is changed')
  })

  test('pasted: the whole mail, the link, or only what follows “t=”', async ({
    app,
    person,
    server,
  }) => {
    const mail = await person.getsResetMail(server)
    const link = linkOf(mail)
    for (const text of [mail.text, mail.raw, link, link.slice(link.indexOf('=') + 1)]) {
      await person.pastes(text)
      await person.sees('Choose a new password')
      await app.page.keyboard.press('Escape')
      await person.sees('Sign in')
      await person.press('Forgot password?')
      await person.press('Enter its code or link')
    }
    await person.pastes(mail.text)
    await person.setsPassword()
    await person.sees('Your password is changed')
  })
})

test.describe('a link that does not work says why, and what to do', () => {
  test('used', async ({ app, person, server }) => {
    const link = linkOf(await person.getsResetMail(server))
    await person.pastes(link)
    await person.setsPassword()
    await person.sees('Your password is changed')
    await app.openLink(link)
    await person.sees('This link has been used')
    await person.press('Sign in')
    await person.sees('Sign in')
  })

  test('expired, and a new one is sent in its place', async ({ app, person, server }) => {
    const link = linkOf(await person.getsResetMail(server))
    app.passTime(31 * minute)
    await app.openLink(link)
    await person.sees('This link’s time is up')
    await person.press('Send a new one')
    await person.sees('Check your mail')
    await person.pastes(linkOf(await server.waitForMail(ada.email)))
    await person.sees('Choose a new password')
  })

  test('superseded by a newer one, which works', async ({ app, person, server }) => {
    const older = linkOf(await person.getsResetMail(server))
    app.passTime(2 * minute)
    await app.page.keyboard.press('Escape')
    await app.restart()
    await person.asksForReset()
    const newer = linkOf(await server.waitForMail(ada.email))
    await app.openLink(older)
    await person.sees('There is a newer link')
    await app.openLink(newer)
    await person.sees('Choose a new password')
  })

  test('damaged', async ({ app, person, server }) => {
    const link = linkOf(await person.getsResetMail(server))
    const at = link.length - 20
    await app.openLink(link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1))
    await person.sees('This link doesn’t work')
  })

  test('met by a clock that went back', async ({ app, person, server }) => {
    const link = linkOf(await person.getsResetMail(server))
    app.passTime(-60 * minute)
    await app.openLink(link)
    await person.sees('The clock is behind')
  })
})

test('a refused password does not spend the link', async ({ app, person, server }) => {
  await person.pastes(linkOf(await person.getsResetMail(server)))
  await person.setsPassword('aaaaaaaaaaaaaaaaaaaaaa')
  await expect(app.page.getByText('again and again', { exact: false }).first()).toBeVisible()
  await person.setsPassword()
  await person.sees('Your password is changed')
})

test('somebody else being signed in is asked first, and nothing is mixed up', async ({
  app,
  person,
  server,
}) => {
  await person.isReady(server)
  await person.press('Create an account')
  await person.createsAccount(grace)
  await person.signsOut()
  await person.asksForReset()
  const link = linkOf(await server.waitForMail(ada.email))
  await app.page.keyboard.press('Escape')
  await app.restart()
  await person.signsIn(grace)
  await person.sees('All entries')
  await app.openLink(link)
  await person.sees('Somebody else is signed in')
  await person.press('Stay signed in')
  await person.sees('All entries')
  await app.openLink(link)
  await person.press('Continue with the link')
  await person.sees('Choose a new password')
})

test('a reset while someone else is signed in says that it is done, and continues at sign-in', async ({
  app,
  person,
  server,
}) => {
  const link = linkOf(await person.getsResetMail(server))
  await app.page.keyboard.press('Escape')
  await app.restart()
  await person.press('Create an account')
  await person.createsAccount(grace)
  await app.openLink(link)
  await person.press('Continue with the link')
  await person.setsPassword()
  await person.sees('Your password is changed')
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
  await person.signsOut()
  await person.signsIn(grace)
  await person.sees('All entries')
})

test('a reset of one’s own account while it is open says so too', async ({
  app,
  person,
  server,
}) => {
  const link = linkOf(await person.getsResetMail(server))
  await app.page.keyboard.press('Escape')
  await app.restart()
  await person.signsIn()
  await person.sees('All entries')
  await app.openLink(link)
  await person.setsPassword()
  await person.sees('Your password is changed')
  await person.press('Sign in')
  await person.signsIn({ password: newPassword })
  await person.sees('All entries')
})

test('a reset link while the app was killed at any time leaves the old password or the new one', async ({
  app,
  person,
  server,
}) => {
  await person.pastes(linkOf(await person.getsResetMail(server)))
  await person.fill('New password', newPassword)
  await person.press('Set password')
  await app.kill()
  await app.start()
  await person.signsIn({ password: newPassword })
  const failed = app.page.getByText('don’t go together', { exact: false })
  const home = app.page.getByRole('heading', { name: 'All entries', exact: true })
  await expect(failed.or(home).first()).toBeVisible()
  if (await failed.isVisible()) {
    await person.signsIn()
    await person.sees('All entries')
  }
})
