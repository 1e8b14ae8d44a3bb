/** The app as root installs it for an ordinary person, who uses it with its sandbox on. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { linkOf } from '../mail-server/index.ts'
import { canInstall, deb, expect, oldVersion, test } from './fixtures.ts'
import { makesAccount, signsIn } from './support/account.ts'
import { isInstalled } from './support/machine.ts'
import { processesOf } from './support/person.ts'

// biome-ignore lint/suspicious/noSkippedTests: only where the system can't do what is tested
test.skip(!canInstall, 'installing a package takes root')
test.describe.configure({ mode: 'serial' })

const email = 'ada@example.com'
const password = 'tidal copper lantern yes'
const second = 'seven quiet herons walk by'
/** The link of this journey. It stays valid until it is used, however often it is opened. */
let link = ''

test('installed, it stands in the menu and is what opens its links', async ({ machine }) => {
  machine.install(deb(oldVersion))
  const opener = ['xdg-mime', 'query', 'default', 'x-scheme-handler/latchkey']
  expect((await machine.run(opener)).output.trim()).toBe('latchkey.desktop')
  execFileSync('desktop-file-validate', ['/usr/share/applications/latchkey.desktop'])
  const metainfo = '/usr/share/metainfo/app.latchkey.Latchkey.metainfo.xml'
  execFileSync('appstreamcli', ['validate', '--no-net', metainfo], { stdio: 'pipe' })
  // Every file is as it was packed, and ordinary people can write to none.
  expect(execFileSync('dpkg', ['-V', 'latchkey'], { encoding: 'utf8' })).toBe('')
  const writable = ['/usr/lib/latchkey', '(', '-perm', '-o+w', '-o', '-perm', '-g+w', ')']
  const found = execFileSync('find', [...writable, '-not', '-type', 'l'], { encoding: 'utf8' })
  expect(found).toBe('')
})

test('it is set up with a mail server in the house, and the address confirmed by the link in a mail', async ({
  machine,
  server,
}) => {
  const { screen } = machine
  machine.start(['latchkey'])
  await makesAccount(screen, { email, password })

  await screen.goesTo('Settings')
  await screen.press('Mail settings')
  await screen.choose('Mail provider', 'My')
  await screen.fill('Server', server.host)
  await screen.fill('Port', String(server.port))
  await screen.fill('User name', server.user)
  await screen.fill('Mail password', server.password)
  await screen.fill('Sender’s address', 'latchkey@example.com')
  await screen.press('Send a test mail')
  await screen.tick('It is the same: accept this certificate, and no other')
  await screen.press('Save')
  await screen.reads('Saved.')

  await machine.run(['xdg-open', linkOf(await server.waitForMail(isToConfirm))])
  await screen.press('Confirm this address')
  await screen.sees('Your address is confirmed')
  await screen.press('Go to your account')
})

test('its pages run in a sandbox, and its window is known by its entry in the menu', async ({
  machine,
}) => {
  const [page = 0] = processesOf(machine.person, '--type=renderer')
  const status = readFileSync(`/proc/${page}/status`, 'utf8')
  expect(/^Seccomp:\s*(\d)/m.exec(status)?.[1]).toBe('2') // filtered
  expect(/^NoNewPrivs:\s*(\d)/m.exec(status)?.[1]).toBe('1')
  for (const namespace of ['pid', 'user', 'net']) {
    const own = readlinkSync(`/proc/${page}/ns/${namespace}`)
    expect(own, namespace).not.toBe(readlinkSync(`/proc/self/ns/${namespace}`))
  }
  const windows = await machine.run(['xwininfo', '-root', '-tree'])
  const wmClass = /^StartupWMClass=(.+)$/m.exec(
    readFileSync('/usr/share/applications/latchkey.desktop', 'utf8'),
  )
  expect(windows.output).toContain(`"Latchkey": ("latchkey" "${wmClass?.[1]}")`)
})

test('an entry is kept, and the link of a reset opens in the app that runs', async ({
  machine,
  server,
}) => {
  const { screen } = machine
  await screen.press('Back to entries')
  await screen.press('Add a login')
  await screen.fill('Title', 'Bank of the North')
  await screen.press('Save')
  await screen.sees('Bank of the North')
  await screen.press('Sign out')
  await screen.press('Forgot password?')
  await screen.fill('E-mail address', email)
  await screen.press('Send the mail')
  await screen.sees('Check your mail')
  const before = machine.appProcess()
  link = linkOf(await server.waitForMail(isReset))
  await machine.run(['xdg-open', link])
  await screen.sees('Choose a new password')
  expect(machine.appProcess()).toBe(before)
})

const mangled = [
  ['with a space', (good: string) => good.replace('?t=', '?t= ')],
  ['percent-encoded', (good: string) => good.replace('?t=', '?t=%20').replaceAll('.', '%2E')],
  ['of 8 KB', (good: string) => good + 'A'.repeat(8_192)],
] as const

for (const [what, mangle] of mangled) {
  test(`a link ${what} that comes in the middle of a reset is refused, and the good one still opens`, async ({
    machine,
  }) => {
    const { screen } = machine
    await screen.fill('New password', 'half of it')
    await machine.run(['xdg-open', mangle(link)])
    await screen.sees('This link doesn’t work')
    await machine.run(['xdg-open', link])
    await screen.sees('Choose a new password')
  })
}

test('a link that is too long for any app is refused in the middle of a reset, and the good one still opens', async ({
  machine,
}) => {
  const before = machine.appProcess()
  await machine.run(['xdg-open', link + 'A'.repeat(100_000)])
  // From a second start of the app, which arrives only after that call has ended.
  await machine.screen.sees('This link doesn’t work')
  expect(machine.appProcess()).toBe(before)
  await machine.run(['xdg-open', link])
  await machine.screen.sees('Choose a new password')
})

test('a link opens in the app that is locked, and in one that was started out of sight', async ({
  machine,
  server,
}) => {
  const { screen } = machine
  await machine.quitApp()
  machine.start(['latchkey'])
  await signsIn(screen, { email, password })
  await screen.sees('All entries')
  await screen.press('Lock')
  await screen.sees('Locked')
  await machine.run(['xdg-open', link])
  await screen.sees('Choose a new password')

  await machine.quitApp()
  machine.start(['latchkey', '--hidden'])
  const before = await machine.appRuns()
  await machine.run(['xdg-open', link])
  await screen.sees('Choose a new password')
  expect(machine.appProcess()).toBe(before)
  await screen.fill('New password', second)
  await screen.press('Set password')
  await screen.sees('Your password is changed')
  expect((await server.waitForMail(isNotice)).to).toEqual([email])
})

test('its secrets lie in the keyring of the desktop', async ({ machine }) => {
  const service = ['--session', '--print-reply', '--dest=org.freedesktop.secrets']
  const search = ['/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.SearchItems']
  const which = 'dict:string:string:xdg:schema,chrome_libsecret_os_crypt_password_v2'
  const answer = await machine.run(['dbus-send', ...service, ...search, which])
  expect(answer.output).toMatch(/"\/org\/freedesktop\/secrets\/collection\/\w+\/\d+"/)
})

test('an upgrade keeps the entries, and a mail from before it starts the new app', async ({
  machine,
}) => {
  const { screen } = machine
  await machine.quitApp()
  machine.install(deb(manifest.version))
  await machine.run(['xdg-open', link])
  await screen.sees('This link has been used')
  await machine.quitApp()

  machine.start(['latchkey'])
  await signsIn(screen, { email, password: second })
  await screen.reads('Bank of the North')
})

test('removed, it leaves the vaults alone, and nothing opens its links', async ({ machine }) => {
  await machine.quitApp()
  machine.remove('-r')
  expect(existsSync('/usr/lib/latchkey')).toBe(false)
  const opener = ['xdg-mime', 'query', 'default', 'x-scheme-handler/latchkey']
  expect((await machine.run(opener)).output.trim()).toBe('')
  expect(existsSync(database(machine.dataFolder))).toBe(true)
})

test('purged without an answer it keeps the vaults, and deletes them only at a yes', async ({
  machine,
}) => {
  machine.remove('-P')
  expect(isInstalled()).toBe(false)
  expect(existsSync(database(machine.dataFolder))).toBe(true)

  machine.install(deb(manifest.version))
  const yes = 'latchkey latchkey/delete-data boolean true'
  execFileSync('debconf-set-selections', { input: yes })
  machine.remove('-P')
  expect(existsSync(machine.dataFolder)).toBe(false)
})

const database = (folder: string) => join(folder, 'own/latchkey.sqlite')
const isToConfirm = (mail: { subject: string }) => /confirm/i.test(mail.subject)
const isReset = (mail: { subject: string }) => /new password|reset/i.test(mail.subject)
const isNotice = (mail: { subject: string }) => /changed/i.test(mail.subject)
