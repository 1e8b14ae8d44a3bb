/** Each unlock method and reset, and its effect on the entries: compared before and after. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestMailServer } from '../test/mail-server/index.ts'
import { ada, expect, linkOf, newPassword, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { screenOf } from './support/axe.ts'
import { allEntries, lock, putEntries, someEntries } from './support/entries.ts'
import type { Person } from './support/person.ts'

interface World {
  readonly app: App
  readonly person: Person
}

const inHome = ({ person }: World) => expect(person.button('Sign out')).toBeVisible()

/** Copies the code from the screen and types it back, as a person with pen and paper would. */
async function keepsCode({ app, person }: World): Promise<string> {
  const list = app.page.getByRole('list', { name: 'The code, in groups' })
  const groups = await list.getByRole('listitem').allTextContents()
  await person.press('I have kept it')
  await expect(list).toBeHidden()
  for (const field of await app.page.getByLabel(/^Group \d/).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)
    await field.fill(groups[Number(label?.match(/\d/)?.[0]) - 1]?.toLowerCase() ?? '')
  }
  await person.press('Finish')
  return groups.join('-')
}

/** Creates an account with or without a recovery code, and fills its open vault. @returns the code */
async function hasVault(w: World, code: 'with a code' | 'without a code'): Promise<string> {
  const { app, person } = w
  let kept = ''
  if (code === 'without a code') {
    await person.begins()
  } else {
    await app.start()
    await person.choosesOwnServer()
    await person.fill('E-mail address', ada.email)
    await person.fill('Password', ada.password)
    await person.press('Create account')
    await person.sees('Make a recovery code?')
    await person.press('Make a recovery code')
    await person.sees('Your recovery code')
    kept = await keepsCode(w)
    await inHome(w)
  }
  await putEntries(app.page)
  return kept
}

/** Sets up email, confirms the address and signs out. */
async function canGetMail({ person }: World, server: TestMailServer): Promise<void> {
  await person.setsUpMail(server)
  await person.goesTo('Account')
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.press('Confirm this address')
  await person.sees('Your address is confirmed')
  await person.press('Go to your account')
  await person.signsOut()
}

async function opensResetLink({ person }: World, server: TestMailServer): Promise<void> {
  await person.asksForReset()
  await person.pastes(linkOf(await server.waitForMail(ada.email)))
  await person.sees('Choose a new password')
}

async function signsInWithNewPassword(w: World): Promise<void> {
  await w.person.press('Sign in')
  await w.person.signsIn({ password: newPassword })
  await inHome(w)
}

test('a reset by mail keeps every entry, with this computer’s keychain', async ({
  app,
  person,
  server,
}) => {
  const w = { app, person }
  app.set({ mailCa: server.caFile })
  await hasVault(w, 'without a code')
  const before = await allEntries(app.page)
  expect(before).toHaveLength(someEntries.length)
  await canGetMail(w, server)
  await opensResetLink(w, server)
  await expect(app.page.getByText('Your 3 entries will be kept.')).toBeVisible()
  await person.setsPassword()
  await person.sees('Your password is changed')
  await expect(app.page.getByText('All 3 entries were kept.').first()).toBeVisible()
  await signsInWithNewPassword(w)
  expect(await allEntries(app.page)).toEqual(before)
})

test('what this computer cannot keep, the recovery code keeps', async ({ app, person, server }) => {
  const w = { app, person }
  app.set({ mailCa: server.caFile, keychain: 'missing' })
  const code = await hasVault(w, 'with a code')
  const before = await allEntries(app.page)
  await canGetMail(w, server)
  await opensResetLink(w, server)
  await expect(app.page.getByText('can’t open your 3 entries')).toBeVisible()
  await expect(app.page.getByLabel('New password')).toBeHidden()
  await person.fill(
    'Recovery code',
    code.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  )
  await person.press('Keep my entries')
  await expect(app.page.getByText('not a whole recovery code', { exact: false })).toBeVisible()
  await person.fill('Recovery code', code.toLowerCase().replaceAll('-', ' '))
  await person.press('Keep my entries')
  await expect(app.page.getByText('Your recovery code reopens your vault.')).toBeVisible()
  await person.setsPassword()
  await person.sees('Your password is changed')
  await signsInWithNewPassword(w)
  expect(await allEntries(app.page)).toEqual(before)
})

for (const way of ['old password', 'recovery code'] as const) {
  test(`a vault that stays sealed is opened later by the ${way}, with every entry`, async ({
    app,
    person,
    server,
  }) => {
    const w = { app, person }
    app.set({ mailCa: server.caFile, keychain: 'missing' })
    const code = await hasVault(w, way === 'recovery code' ? 'with a code' : 'without a code')
    const before = await allEntries(app.page)
    await canGetMail(w, server)
    await opensResetLink(w, server)
    await person.press('Start with an empty vault')
    await expect(app.page.getByText('Your old vault stays sealed')).toBeVisible()
    await person.setsPassword()
    await person.sees('Your password is changed')
    await expect(
      app.page.getByText('Your vault is empty now.', { exact: false }).first(),
    ).toBeVisible()
    await signsInWithNewPassword(w)
    expect(await allEntries(app.page)).toEqual([])

    await person.goesTo('Security')
    await person.press('Open…')
    if (way === 'old password') {
      await person.fill('Old password', 'not the one it was')
      await person.press('Open it')
      await expect(app.page.getByText('This doesn’t open it.', { exact: false })).toBeVisible()
      await person.fill('Old password', ada.password)
    } else {
      await app.page.getByRole('radio', { name: 'Recovery code' }).check()
      await app.page.getByRole('textbox', { name: 'Recovery code' }).fill(code)
    }
    await person.press('Open it')
    await expect(app.page.getByText('3 entries are back in your vault.').first()).toBeVisible()
    await expect(app.page.getByText('Sealed vaults')).toBeHidden()
    expect(await allEntries(app.page)).toEqual(before)
  })
}

test('the recovery code alone gets back in, where mail was never set up', async ({
  app,
  person,
}) => {
  const w = { app, person }
  const code = await hasVault(w, 'with a code')
  const before = await allEntries(app.page)
  await person.signsOut()
  await person.press('Forgot password?')
  await person.sees('Forgot your password?')
  await person.press('Use my recovery code')
  await person.fill('E-mail address', 'somebody@else.example')
  await person.fill('Recovery code', code)
  await person.press('Continue')
  await expect(app.page.getByText('don’t go together', { exact: false })).toBeVisible()
  await person.fill('E-mail address', ada.email)
  await person.press('Continue')
  await expect(app.page.getByText('Your 3 entries will be kept.')).toBeVisible()
  await person.setsPassword()
  await person.sees('Your password is changed')
  await signsInWithNewPassword(w)
  expect(await allEntries(app.page)).toEqual(before)
})

test('a code that was left without keeping it never works; one that was kept is proven', async ({
  app,
  person,
}) => {
  const w = { app, person }
  await hasVault(w, 'without a code')
  await person.goesTo('Security')
  const makes = async () => {
    await person.press('Make a recovery code')
    await person.fill('Your password', ada.password)
    await person.press('Continue')
    await person.sees('Your recovery code')
  }
  await makes()
  await app.page.keyboard.press('Escape')
  await person.sees('Leave without this code?')
  await person.press('Leave it')
  await expect(app.page.getByText('None yet.')).toBeVisible()
  await makes()
  const code = await keepsCode(w)
  await expect(app.page.getByText('Your recovery code works from now on.').first()).toBeVisible()
  await person.press('Check my code')
  await app.page.getByRole('textbox', { name: 'Recovery code' }).fill(code)
  await person.press('Check')
  await expect(app.page.getByText('That is your code, and it works.').first()).toBeVisible()
})

test('locked, the password opens it again, and nobody else’s does', async ({ app, person }) => {
  const w = { app, person }
  await hasVault(w, 'without a code')
  const before = await allEntries(app.page)
  await lock(app.page)
  await person.sees('Locked')
  await person.fill('Password', 'not my password at all')
  await person.press('Unlock')
  await expect(app.page.getByText('That isn’t your password.', { exact: false })).toBeVisible()
  await person.fill('Password', ada.password)
  await person.press('Unlock')
  await inHome(w)
  expect(await allEntries(app.page)).toEqual(before)
  await lock(app.page)
  await person.press('Use another account')
  await person.sees('Sign in')
})

test('a data file that was destroyed is put back from the newest backup', async ({
  app,
  person,
}) => {
  const w = { app, person }
  await hasVault(w, 'without a code')
  const before = await allEntries(app.page)
  await person.goesTo('Data')
  await person.press('Make one now')
  await expect(app.page.getByText('asked for', { exact: false })).toBeVisible()
  await app.kill()
  const file = join(app.dataFolder, 'own', 'latchkey.sqlite')
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
  writeFileSync(file, 'this is not what was here before\n'.repeat(500))
  await app.start()
  await person.sees('The data file is damaged')
  await app.page.getByRole('button', { name: 'Put back the backup of' }).click()
  await person.sees('Sign in')
  await person.signsIn()
  await inHome(w)
  expect(await allEntries(app.page)).toEqual(before)
})

test('going back to a backup counts first, and makes one of now', async ({ app, person }) => {
  const w = { app, person }
  await hasVault(w, 'without a code')
  const before = await allEntries(app.page)
  await person.goesTo('Data')
  await person.press('Make one now')
  await expect(app.page.getByText('asked for', { exact: false })).toBeVisible()
  await putEntries(app.page, [{ ...someEntries[2], title: 'Made since' } as never])
  await app.page
    .getByRole('button', { name: /^Go back to/ })
    .first()
    .click()
  await expect(app.page.getByText('1 made since then goes')).toBeVisible()
  await expect(app.page.getByText('3 stay as they are')).toBeVisible()
  await person.fill('Your password', ada.password)
  await person.press('Go back')
  await expect(
    app.page.getByText('Your vault is as it was then.', { exact: false }).first(),
  ).toBeVisible()
  await expect(app.page.getByText('before going back', { exact: false })).toBeVisible()
  expect(await allEntries(app.page)).toEqual(before)
})

test('an encrypted export opens with its code in another account, and comes out again', async ({
  app,
  person,
}) => {
  const w = { app, person }
  await hasVault(w, 'without a code')
  const before = await allEntries(app.page)
  const file = join(app.dataFolder, '..', 'export.json')
  const answerDialogs = () =>
    app.electron.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, file)
  await answerDialogs()
  await person.goesTo('Data')
  await person.press('Encrypted export…')
  await app.page.getByRole('radio', { name: 'A code' }).check()
  await person.fill('Your password', ada.password)
  await person.press('Export…')
  await person.sees('The code of the file')
  const list = app.page.getByRole('list', { name: 'The code, in groups' })
  const code = (await list.getByRole('listitem').allTextContents()).join('-')
  await person.press('I have written it down')

  await person.signsOut()
  await person.press('Create an account')
  await person.fill('E-mail address', 'grace@example.com')
  await person.fill('Password', 'nine loud geese fly south')
  await person.press('Create account')
  await person.press('Later')
  await inHome(w)
  await person.goesTo('Data')
  await person.press('Choose a file…')
  await person.fill('Code of the file', code)
  await person.press('Open the file')
  await person.press('Import 3 entries')
  await expect(app.page.getByText('3 entries are imported.').first()).toBeVisible()
  expect(await allEntries(app.page)).toEqual(before)
  await person.press('Take the import back')
  await expect(app.page.getByText('3 imported entries are taken out again.').first()).toBeVisible()
  expect(await allEntries(app.page)).toEqual([])
})

test('axe finds nothing on the ways back in, in both themes', async ({ app, person, server }) => {
  const w = { app, person }
  const looks = screenOf(app)
  app.set({ mailCa: server.caFile, keychain: 'missing' })
  await app.start()
  await person.choosesOwnServer()
  await person.fill('E-mail address', ada.email)
  await person.fill('Password', ada.password)
  await person.press('Create account')
  await person.sees('Make a recovery code?')
  await looks('recovery offer')
  await person.press('Make a recovery code')
  await person.sees('Your recovery code')
  await looks('recovery code')
  await person.press('Not now')
  await looks('leaving the code')
  await person.press('Stay here')
  await person.press('I have kept it')
  await person.press('Finish')
  await looks('proving the code, wrong')
  await person.press('Show the code again')
  const code = await keepsCode(w)
  await inHome(w)
  await putEntries(app.page)
  await person.goesTo('Security')
  await expect(app.page.getByText('When the computer goes to sleep')).toBeVisible()
  await looks('security')
  await person.press('Check my code')
  await looks('check my code')
  await person.press('Cancel')
  await person.press('Change what a reset by mail does')
  await app.page.getByRole('radio', { name: 'Always' }).check()
  await looks('keeping without a keychain')
  await person.press('Cancel')
  await person.goesTo('Data')
  await person.press('Make one now')
  await expect(app.page.getByText('asked for', { exact: false })).toBeVisible()
  await looks('data')
  for (const dialog of ['Encrypted export…', 'Plain export…']) {
    await person.press(dialog)
    await looks(dialog)
    await person.press('Cancel')
  }
  await app.page
    .getByRole('button', { name: /^Go back to/ })
    .first()
    .click()
  await expect(app.page.getByText('just as it was', { exact: false })).toBeVisible()
  await looks('going back')
  await person.press('Cancel')
  await lock(app.page)
  await person.sees('Locked')
  await looks('locked')
  await person.press('Forgot password?')
  await looks('forgot, without mail')
  await person.press('Use my recovery code')
  await looks('recover')
  await app.page.keyboard.press('Escape')
  await person.sees('Forgot your password?')
  await app.page.keyboard.press('Escape')
  await person.sees('Locked')
  await person.fill('Password', ada.password)
  await person.press('Unlock')
  await inHome(w)
  await canGetMail(w, server)
  await opensResetLink(w, server)
  await looks('sealed, the question')
  await person.press('Start with an empty vault')
  await looks('sealed, accepted')
  await person.press('Enter the recovery code instead')
  await person.fill('Recovery code', code)
  await person.press('Keep my entries')
  await expect(app.page.getByText('Your recovery code reopens your vault.')).toBeVisible()
  await looks('kept with the code')
  await person.setsPassword()
  await person.sees('Your password is changed')
  await looks('done')
})

test('back in with the recovery code by keyboard alone', async ({ app, person }) => {
  const w = { app, person }
  const code = await hasVault(w, 'with a code')
  await person.signsOut()
  const { keyboard } = app.page

  async function tabTo(name: string) {
    for (let step = 0; step < 40; step += 1) {
      const focused = await app.page.evaluate(() => {
        const element = document.activeElement
        const label = element instanceof HTMLInputElement ? element.labels?.[0] : element
        return (label ?? element)?.textContent?.trim()
      })
      if (focused === name) return
      await keyboard.press('Tab')
    }
    throw new Error(`no way to ${name} by Tab`)
  }

  await tabTo('Forgot password?')
  await keyboard.press('Enter')
  await person.sees('Forgot your password?')
  await tabTo('Use my recovery code')
  await keyboard.press('Enter')
  await person.sees('Use your recovery code')
  await tabTo('E-mail address')
  await keyboard.type(ada.email)
  await tabTo('Recovery code')
  // Typed without hyphens: the field adds them.
  await keyboard.type(code.replaceAll('-', '').toLowerCase())
  await expect(app.page.getByLabel('Recovery code')).toHaveValue(code)
  await keyboard.press('Enter')
  await person.sees('Choose a new password')
  await expect(app.page.getByLabel('New password')).toBeFocused()
  await keyboard.type(newPassword)
  await keyboard.press('Enter')
  await person.sees('Your password is changed')
  await keyboard.press('Enter')
  await person.sees('Sign in')
})
