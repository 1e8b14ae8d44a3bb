/** The archive that an ordinary person can unpack anywhere, with nothing installed. */
import { chownSync, copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { archive, canInstall, expect, test } from './fixtures.ts'
import { makesAccount } from './support/account.ts'
import { endAll, processesOf } from './support/person.ts'

// biome-ignore lint/suspicious/noSkippedTests: only where the system can't do what is tested
test.skip(!canInstall, 'it takes root to make a person')

test('unpacked by an ordinary person it runs in its sandbox, and Repair makes it what opens its links', async ({
  machine,
}) => {
  const { person, screen } = machine
  const folder = join(person.home, 'Latchkey')
  const program = join(folder, 'latchkey')
  await machine.run(['mkdir', folder])
  const download = join(person.home, 'latchkey.tar.gz')
  copyFileSync(archive(manifest.version), download)
  chownSync(download, person.uid, person.gid)
  const unpack = ['tar', '-xzf', download, '-C', folder, '--strip-components=1']
  expect((await machine.run(unpack)).status).toBe(0)
  machine.start([program])
  await makesAccount(screen, { email: 'ada@example.com', password: 'tidal copper lantern yes' })
  const [page = 0] = processesOf(person, '--type=renderer')
  expect(readFileSync(`/proc/${page}/status`, 'utf8')).toMatch(/^Seccomp:\s*2/m)

  const opener = ['xdg-mime', 'query', 'default', 'x-scheme-handler/latchkey']
  await screen.goesTo('Settings')
  await screen.press('This computer')
  await screen.press('Repair')
  await screen.press('Open links with Latchkey')
  await screen.reads('Your system now opens links with Latchkey.')
  expect((await machine.run(opener)).output.trim()).toBe('latchkey-portable.desktop')
  await screen.press('Test the link')
  await screen.reads('The link arrived')

  // A link from an email must also start the app.
  await endAll(person, program)
  await machine.run(['xdg-open', 'latchkey://reset?t=not.a.token'])
  await screen.sees('This link doesn’t work')
  await endAll(person, program)
})
