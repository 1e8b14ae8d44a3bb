/**
 * The guided tour: the whole journey in the real app, as a newcomer with the demo mailbox takes it. Each
 * step is photographed, and printed with its duration. The exit status is 0 only if all of it worked.
 * `--pictures=FOLDER` says where the pictures go.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { root } from '../../scripts/setup/paths.mjs'
import { appOn } from '../support/app.ts'
import { allEntries, lock, putEntries } from '../support/entries.ts'
import { ada, newPassword, personAt } from '../support/person.ts'
import { tourEntries } from './entries.ts'
import { otherApp, sizes } from './sizes.ts'

const wanted = process.argv.find((argument) => argument.startsWith('--pictures='))
const pictures = resolve(root, wanted?.slice('--pictures='.length) ?? 'out/tour')
const folder = mkdtempSync(join(tmpdir(), 'latchkey-tour-'))
mkdirSync(pictures, { recursive: true })

const app = appOn(folder)
const person = personAt(app)
const other = otherApp(folder)
const say = (line: string) => process.stdout.write(`${line}\n`)
let steps = 0

/** The mailbox's page, once it is open. */
let mailbox: Page | undefined

async function photograph(name: string, page = app.page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) })
  }
}

async function step(what: string, picture: string | null, work: () => Promise<unknown>) {
  const started = performance.now()
  await work()
  steps += 1
  const took = Math.round(performance.now() - started)
  if (picture !== null) await photograph(picture)
  say(`  ✓ ${String(steps).padStart(2)}  ${what.padEnd(58)} ${String(took).padStart(5)} ms`)
}

const openMailLink = async (subject: string) => {
  const link = mailbox?.frameLocator('iframe').getByRole('link').first()
  await expect(
    mailbox?.getByText(subject, { exact: false }).first() ?? app.page.locator('x'),
  ).toBeVisible()
  await link?.click()
}

async function tour(): Promise<void> {
  await step('The app starts: first run', 'first-run', async () => {
    await app.start()
    await person.sees('Welcome to Latchkey')
  })
  await step('Try it with the demo mailbox', 'create-account', async () => {
    await app.page.getByRole('button', { name: 'Try it with the demo mailbox' }).click()
    await person.sees('Create the first account')
  })
  await step('A guessable password is refused, with the reason', 'password-refused', async () => {
    await person.fill('E-mail address', ada.email)
    await person.fill('Password', 'passwordpassword')
    await person.press('Create account')
    await expect(app.page.getByText('again and again', { exact: false }).first()).toBeVisible()
  })
  await step('An account is made; a recovery code is offered', 'recovery-offer', async () => {
    await person.fill('Password', ada.password)
    await person.press('Create account')
    await person.sees('Make a recovery code?')
  })
  await step('The code is shown once, to be printed or saved', 'recovery-code', async () => {
    await person.press('Make a recovery code')
    await person.sees('Your recovery code')
  })
  await step('Not now: the code was never put to use', 'vault-empty', async () => {
    await person.press('Not now')
    await person.press('Leave it')
    await person.sees('All entries')
    await expect(app.page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  })
  await step('Entries, listed and searched', 'vault', async () => {
    await putEntries(app.page, tourEntries)
    await app.page.getByRole('option', { name: 'E-mail' }).click()
    await expect(app.page.getByText(/\d{3} \d{3}/).first()).toBeVisible()
  })
  await step('A password is made by the generator', 'generator', async () => {
    await app.page.keyboard.press('Control+g')
    await expect(app.page.getByRole('dialog')).toBeVisible()
  })
  await step('Locked, and opened again', 'unlock', async () => {
    await app.page.keyboard.press('Escape')
    await lock(app.page)
    await person.sees('Locked')
  })
  await step('Every entry is still there', null, async () => {
    await person.fill('Password', ada.password)
    await person.press('Unlock')
    await person.sees('All entries')
    expect(await allEntries(app.page)).toHaveLength(tourEntries.length)
  })
  await step('The confirmation mail has arrived in the demo mailbox', null, async () => {
    await person.press('Open the mailbox')
    mailbox = await app.mailbox()
    await expect(mailbox.frameLocator('iframe').getByRole('link').first()).toBeVisible()
    await photograph('mailbox', mailbox)
  })
  await step(
    'Its link opens the app, and changes nothing by itself',
    'confirm-address',
    async () => {
      await openMailLink('Confirm your address')
      await person.sees('Confirm your address')
    },
  )
  await step('The address is confirmed', 'account-home', async () => {
    await person.press('Confirm this address')
    await person.press('Go to your account')
    await person.goesTo('Account')
    await expect(app.page.getByText('Confirmed', { exact: true })).toBeVisible()
  })
  await step('Signed out', 'sign-in', () => person.signsOut())
  await step(
    'A wrong password is told kindly, and not which of both',
    'sign-in-failed',
    async () => {
      await person.signsIn({ password: 'not my password' })
      await expect(app.page.getByText('don’t go together', { exact: false })).toBeVisible()
    },
  )
  await step('Forgot password', 'forgot-password', async () => {
    await person.press('Forgot password?')
    await person.sees('Forgot your password?')
  })
  await step('Asked for a reset: check your mail', 'check-mail', async () => {
    await person.fill('E-mail address', ada.email)
    await person.press('Send the mail')
    await person.sees('Check your mail')
  })
  await step('The link in the reset mail opens the app', null, async () => {
    await openMailLink('Reset your Latchkey password')
    await person.sees('Choose a new password')
  })
  await step('It says beforehand that the entries will be kept', null, () =>
    expect(app.page.getByText(`Your ${tourEntries.length} entries`).first()).toBeVisible(),
  )
  await step('A new password, its strength shown as it is typed', 'new-password', async () => {
    await person.fill('New password', newPassword)
    await expect(app.page.getByText(/Years|Centuries/).first()).toBeVisible()
  })
  await step('The password is changed', 'done', async () => {
    await person.press('Set password')
    await person.sees('Your password is changed')
  })
  await step('The old password no longer signs in', null, async () => {
    await person.press('Sign in')
    await person.signsIn()
    await expect(app.page.getByText('don’t go together', { exact: false })).toBeVisible()
  })
  await step('The new one does', null, async () => {
    await person.signsIn({ password: newPassword })
    await person.sees('All entries')
  })
  await step('And the vault is as it was', null, async () => {
    expect(await allEntries(app.page)).toHaveLength(tourEntries.length)
  })
  await step('Security: recovery code, locking, sealed vaults', 'security', async () => {
    await person.goesTo('Security')
    await person.sees('Security')
  })
  await step('This computer: links, look, starting and closing', 'this-computer', async () => {
    await person.goesTo('This computer')
    await person.reads('Links open with')
  })
  await step('Diagnostics, to be copied for whoever helps', 'diagnostics', async () => {
    await person.goesTo('About Latchkey')
    await person.press('Open the diagnostics')
    await person.reads('Read from beginning to end, and in order.')
  })
  await step('Escape leads back to where one was', null, async () => {
    await app.page.keyboard.press('Escape')
    await person.sees('About Latchkey')
  })
  await step('Import, export and backups', 'data', () => person.goesTo('Data'))
  await step('Activity tells what happened', 'activity', async () => {
    await person.goesTo('Activity')
    await expect(app.page.getByText('New password set with a link')).toBeVisible()
  })
  await step('Mail settings, as the demo has them', 'mail-settings-demo', async () => {
    await person.goesTo('Mail settings')
    await person.sees('Mail settings')
  })
  await step('A used link says so, and what to do', 'link-used', async () => {
    await person.signsOut()
    const rows = mailbox?.getByText('Reset your Latchkey password', { exact: false })
    await rows?.first().click()
    await mailbox?.frameLocator('iframe').getByRole('link').first().click()
    await person.sees('This link has been used')
  })
  await step('After a restart nobody is signed in', null, async () => {
    await app.restart()
    await person.sees('Sign in')
  })
  await step('Two minutes later somebody else asks for a reset', null, async () => {
    app.passTime(2 * 60_000)
    await person.asksForReset()
    await app.restart()
  })
  await step('Whoever comes back is told, once', 'notices', async () => {
    await person.signsIn({ password: newPassword })
    await person.sees('While you were away')
  })
}

const started = performance.now()
say('\nLatchkey, the guided tour\n')
try {
  await tour()
  await sizes(other, (what, work) => step(what, null, work), photograph)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say(`\nAll ${steps} steps passed in ${seconds} s. Pictures: ${relative(root, pictures)}/\n`)
} catch (error) {
  process.exitCode = 1
  await app.page.screenshot({ path: join(pictures, 'failed.png') }).catch(() => {})
  say(
    `  ✗ ${String(steps + 1).padStart(2)}  failed\n\n${error instanceof Error ? error.message : error}\n`,
  )
} finally {
  await app.kill()
  await other.kill()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit()
