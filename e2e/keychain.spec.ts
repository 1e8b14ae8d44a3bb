/** A desktop keyring that fails in different ways: each test has a real one of its own. */
import { privateBus } from '../test/fakes/private-bus.ts'
import { type RealKeyring, realKeyring } from '../test/fakes/real-keyring.ts'
import { ada, test as base, expect, linkOf, minute } from './fixtures.ts'
import { screenOf } from './support/axe.ts'
import { adds, bank, row } from './support/vault.ts'

const test = base.extend<{ keyring: RealKeyring }>({
  keyring: async ({ app }, use) => {
    const keyring = await realKeyring()
    await keyring.start()
    app.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address
    await use(keyring)
    await app.kill()
    await keyring.remove()
  },
})

// Data made with another keyring can't be opened with this one.
test.use({ fromReadyMade: false })
// biome-ignore lint/suspicious/noSkippedTests: on other systems the keychain has no lock of its own
test.skip(process.platform !== 'linux', 'the keyring is GNOME’s')

const lockedBar = 'Your system’s keyring is locked'

test('locked: signing in works, mail and its link wait, and go on by themselves once it is open', async ({
  app,
  person,
  server,
  keyring,
}) => {
  await person.isReady(server)
  await person.signsIn()
  await person.sees('All entries')
  await adds(app, person, bank)
  await app.close()
  keyring.lock()

  await app.start()
  await person.signsIn()
  await person.sees('All entries')
  await person.reads(lockedBar)
  await expect(row(app, bank.Title)).toBeVisible()
  await screenOf(app)('vault, keyring locked')
  await person.goesTo('Mail settings')
  await person.reads('needs your system’s keyring')
  await person.press('Unlock keyring')
  await person.reads('Still locked.')
  await person.signsOut()
  await person.asksForReset()
  await expect(app.page.getByText(lockedBar)).toBeVisible()

  await keyring.stop()
  await keyring.start()
  await expect(app.page.getByText(lockedBar)).toBeHidden()
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.sees('Choose a new password')
  await person.reads('Your entry will be kept.')
  await person.setsPassword()
  await person.sees('Your password is changed')
})

test('locked when a link arrives: it waits, and is shown once the keyring is open', async ({
  app,
  person,
  server,
  keyring,
}) => {
  const link = linkOf(await person.getsResetMail(server))
  await app.close()
  keyring.lock()
  await app.start(link)
  await person.reads(lockedBar)
  await person.sees('Sign in')
  await keyring.stop()
  await keyring.start()
  await expect(
    app.page.getByRole('heading', { name: 'Choose a new password', exact: true }),
  ).toBeVisible()
})

test('answering late: nothing hangs, and what waited goes on when it answers', async ({
  app,
  person,
  server,
  keyring,
}) => {
  await person.isReady(server)
  await app.close()
  keyring.freeze()
  await app.start()
  await person.asksForReset()
  await expect(app.page.getByText('Your system’s keyring doesn’t answer')).toBeVisible()
  keyring.thaw()
  await expect(app.page.getByText('Your system’s keyring doesn’t answer')).toBeHidden()
  await server.waitForMail(ada.email)
})

test('an account made while it is locked keeps its entries over a reset afterwards', async ({
  app,
  person,
  server,
  keyring,
}) => {
  keyring.lock()
  app.set({ mailCa: server.caFile })
  await person.begins()
  await adds(app, person, bank)
  await person.reads(lockedBar)
  await keyring.stop()
  await keyring.start()
  await expect(app.page.getByText(lockedBar)).toBeHidden()
  await person.goesTo('Security')
  await person.reads('Entries kept')
  await person.setsUpMail(server)
  await person.goesTo('Account')
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.press('Confirm this address')
  await person.press('Go to your account')
  await person.signsOut()
  await person.asksForReset()
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.reads('Your entry will be kept.')
})

test('having lost its items: nothing is promised that cannot be, and the owner brings mail back', async ({
  app,
  person,
  server,
  keyring,
}) => {
  await person.isReady(server)
  await person.signsIn()
  await person.sees('All entries')
  await adds(app, person, bank)
  await person.signsOut()
  await person.asksForReset()
  const link = linkOf(await server.waitForMail(ada.email))
  await app.close()
  expect(keyring.loseItems()).toBeGreaterThan(0)

  await app.start(link)
  await person.sees('This can’t be checked any more')
  await screenOf(app)('a link whose key is lost')
  app.passTime(2 * minute)
  await person.press('Ask for a new link')
  await person.fill('E-mail address', ada.email)
  await person.press('Send the mail')
  await person.sees('Check your mail')
  await person.reads('Latchkey no longer has the mail server’s password.')
  await person.reads('A recovery code opens its account without any email.')
  await expect(app.page.getByText('reaches the mail server')).toHaveCount(0)
  await screenOf(app)('check your mail, password lost')
  await person.press('Back')
  await person.reads('as soon as email can be sent')
  await screenOf(app)('forgot your password, password lost')

  await person.press('Back')
  await person.signsIn()
  await expect(row(app, bank.Title)).toBeVisible()
  await person.reads('Email is waiting for a password')
  await screenOf(app)('vault, mail password lost')
  await person.press('Enter password')
  await person.reads('The mail password is needed again')
  await person.fill('Mail password', server.password)
  await person.press('Save')
  await person.signsOut()
  await person.press('Forgot password?')
  await person.press('Enter its code or link')
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.reads('Your entry will be kept.')
})

test('absent: the app starts, and says what that means', async ({ app, person }) => {
  const bus = await privateBus()
  app.env['DBUS_SESSION_BUS_ADDRESS'] = bus.address
  await person.begins()
  await person.goesTo('Mail settings')
  await person.reads('This computer has no keychain')
  await expect(app.page.getByText(lockedBar)).toHaveCount(0)
  await app.kill()
  bus.stop()
})
