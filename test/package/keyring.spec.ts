/** The installed app on a desktop whose keyring is locked. */
import { rmSync } from 'node:fs'
import manifest from '../../package.json' with { type: 'json' }
import { canInstall, deb, expect, test } from './fixtures.ts'
import { makesAccount, signsIn } from './support/account.ts'
import { program } from './support/machine.ts'
import { until } from './support/person.ts'

// biome-ignore lint/suspicious/noSkippedTests: only where the system can't do what is tested
test.skip(!canInstall, 'installing a package takes root')

const ada = { email: 'ada@example.com', password: 'tidal copper lantern yes' }

test.afterAll(async ({ machine }) => {
  await machine.quitApp()
  machine.remove('-P')
  // Removing the package keeps the person's data, and the next test should start with none.
  rmSync(machine.dataFolder, { recursive: true, force: true })
})

test('with a locked keyring it starts, says so, and the system asks for the password only when it is told to', async ({
  machine,
}) => {
  const { screen, keyring } = machine
  machine.install(deb(manifest.version))
  machine.start([program])
  await makesAccount(screen, ada)
  await machine.quitApp()
  await keyring.lock()
  // GNOME's own prompt, which stays until it is answered.
  const prompter = machine.spawn(['/usr/libexec/gcr-prompter'], {}, 'ignore')

  machine.start([program])
  await signsIn(screen, ada)
  await screen.reads('Your system’s keyring is locked')
  expect(await keyring.isAsking()).toBe(false)
  expect(await keyring.isLocked()).toBe(true)

  await screen.press('Unlock keyring')
  await keyring.answer()
  await until('the keyring to open', async () => !(await keyring.isLocked()))
  await screen.reads('The keyring is open.')
  prompter.kill()
})
