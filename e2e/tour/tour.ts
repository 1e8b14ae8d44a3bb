/**
 * The guided tour: the whole journey in the real app, as a newcomer with the demo mailbox goes it.
 * Each step is printed with its time and photographed. Exit status 0 only if all of it worked.
 * `--pictures=FOLDER` says where the pictures go.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { root } from '../../scripts/setup/paths.mjs'
import { appOn } from '../support/app.ts'
import { ada, newPassword, personAt } from '../support/person.ts'

const wanted = process.argv.find((argument) => argument.startsWith('--pictures='))
const pictures = resolve(root, wanted?.slice('--pictures='.length) ?? 'out/tour')
const folder = mkdtempSync(join(tmpdir(), 'latchkey-tour-'))
mkdirSync(pictures, { recursive: true })

const app = appOn(folder)
const person = personAt(app)
const say = (line: string) => process.stdout.write(`${line}\n`)
let steps = 0

/** `waitForEvent` and friends of the mailbox's page, once it is open. */
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
  await step('An account is made; its address is not confirmed yet', 'account-unconfirmed', () =>
    person.createsAccount(),
  )
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
    await person.sees('Account')
  })
  await step('Activity tells what happened', 'activity', async () => {
    await app.page.getByRole('button', { name: 'Activity' }).click()
    await expect(app.page.getByText('New password set with a link')).toBeVisible()
  })
  await step('Mail settings, as the demo has them', 'mail-settings-demo', async () => {
    await app.page.getByRole('button', { name: 'Mail settings' }).click()
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
}

const started = performance.now()
say('\nLatchkey, the guided tour\n')
try {
  await tour()
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
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit()
