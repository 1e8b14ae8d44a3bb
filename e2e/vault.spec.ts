import { ada, expect, test } from './fixtures.ts'
import { adds, bank, clipboard, mail, opensVault, row } from './support/vault.ts'

test('an entry is made, found, edited and favoured', async ({ app, person }) => {
  await opensVault(app, person)
  await person.sees('Your vault is ready')
  await person.press('Add a login')
  await person.fill('Title', bank.Title)
  await person.fill('User name', bank['User name'])
  await person.fill('Password', bank.Password)
  await person.fill('Website 1', 'https://bank.example')
  await person.press('Save')
  await person.sees(bank.Title)
  await adds(app, person, mail)

  await person.fill('Search entries', '4471')
  await expect(app.page.getByRole('option')).toHaveCount(1)
  await person.sees(bank.Title)
  await person.press('Add to favourites')
  await person.press('Edit')
  await person.fill('Title', 'Bank of the South')
  await person.press('Save')
  await person.sees('Bank of the South')

  await person.press('Clear search')
  await expect(app.page.getByRole('option')).toHaveCount(2)
  await person.goesTo('Favourites')
  await expect(app.page.getByRole('option')).toHaveCount(1)
  await app.restart()
  await person.signsIn()
  await expect(row(app, 'Bank of the South')).toBeVisible()
  await expect(row(app, mail.Title)).toBeVisible()
})

test('a password is seen only while its button is held, by pointer or by key', async ({
  app,
  person,
}) => {
  await opensVault(app, person)
  await adds(app, person, bank)
  const shown = app.page.getByText(bank.Password, { exact: true })
  const eye = person.button('Hold to show: Password')
  await eye.hover()
  await app.page.mouse.down()
  await expect(shown).toBeVisible()
  await app.page.mouse.up()
  await expect(shown).toHaveCount(0)
  await eye.focus()
  await app.page.keyboard.down('Space')
  await expect(shown).toBeVisible()
  await app.page.keyboard.up('Space')
  await expect(shown).toHaveCount(0)
  await expect(app.page.getByText('Hold the button to see it.')).toBeVisible()
  expect(await app.page.content()).not.toContain(bank.Password)
})

test('what is copied is told with its end, and gone after a lock', async ({ app, person }) => {
  await opensVault(app, person)
  await adds(app, person, bank)
  await person.press('Copy Password')
  await expect(app.page.getByText(/Password copied\. Cleared in \d+ s\./)).toBeVisible()
  expect(await clipboard(app)).toBe(bank.Password)
  await person.press('Lock')
  await expect(app.page.getByRole('option')).toHaveCount(0)
  await expect.poll(() => clipboard(app)).toBe('')
})

test('what goes into the trash comes back by undo, or goes for good', async ({ app, person }) => {
  await opensVault(app, person)
  await adds(app, person, bank)
  await adds(app, person, mail)
  await row(app, mail.Title).click()
  await app.page.keyboard.press('Delete')
  await expect(row(app, mail.Title)).toHaveCount(0)
  await expect(row(app, bank.Title)).toHaveAttribute('aria-selected', 'true')
  await person.press('Undo')
  await expect(row(app, mail.Title)).toHaveAttribute('aria-selected', 'true')

  await app.page.keyboard.press('Delete')
  await expect(row(app, mail.Title)).toHaveCount(0)
  await person.goesTo('Trash')
  await row(app, mail.Title).click()
  await expect(app.page.getByText('It will be deleted on', { exact: false })).toBeVisible()
  await expect(person.button('Edit')).toHaveCount(0)
  await person.press('Put back')
  await expect(app.page.getByText('The trash is empty.')).toBeVisible()

  await person.goesTo('All entries')
  await row(app, bank.Title).click()
  await app.page.keyboard.press('Delete')
  await expect(row(app, bank.Title)).toHaveCount(0)
  await person.goesTo('Trash')
  await expect(row(app, bank.Title)).toBeVisible()
  await person.press('Empty trash')
  const dialog = app.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(row(app, bank.Title)).toBeVisible()
  await person.press('Empty trash')
  await dialog.getByRole('button', { name: 'Empty trash' }).click()
  await expect(row(app, bank.Title)).toHaveCount(0)
  await person.goesTo('All entries')
  await expect(app.page.getByRole('option')).toHaveCount(1)
})

test('an unsaved edit survives a kill, and is gone on with or discarded', async ({
  app,
  person,
}) => {
  await opensVault(app, person)
  await adds(app, person, bank)
  await person.press('Edit')
  await person.fill('Title', 'Half a new title')
  await expect(app.page.getByText('Save later')).toBeVisible()
  // The draft is saved once typing pauses; the kill comes after that.
  await expect
    .poll(() => app.page.evaluate(() => Reflect.get(window, 'latchkey').vaultOverview()))
    .toMatchObject({ value: { drafts: [{ title: 'Half a new title' }] } })
  await app.kill()

  await app.start()
  await person.signsIn()
  await person.press('Go on editing Half a new title')
  await expect(app.page.getByText('You were editing this').first()).toBeVisible()
  await expect(app.page.getByLabel('Title', { exact: true })).toHaveValue('Half a new title')
  await person.press('Discard changes')
  await person.sees(bank.Title)
  await app.page.keyboard.press('Control+z')
  await person.press('Go on')
  await person.press('Save')
  await person.sees('Half a new title')
})

test('a new entry being typed survives a lock to the last letter', async ({ app, person }) => {
  await opensVault(app, person)
  await app.page.keyboard.press('Control+Shift+n')
  await app.page.getByLabel('Title', { exact: true }).pressSequentially('Wi-Fi at home')
  // Locks through the menu, as its shortcut would, at once, before typing pauses.
  await app.electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('lock')?.click()
  })
  await person.sees('Locked')
  await person.fill('Password', ada.password)
  await person.press('Unlock')
  await person.press('Go on editing Wi-Fi at home')
  await expect(app.page.getByLabel('Title', { exact: true })).toHaveValue('Wi-Fi at home')
})

test('a generated password goes into the entry, the one before into its history', async ({
  app,
  person,
}) => {
  await opensVault(app, person)
  await adds(app, person, bank)
  await person.press('Edit')
  await person.press('Generate')
  const made = app.page.getByRole('status', { name: 'Generated password' })
  await app.page.getByText('Words', { exact: true }).click()
  await expect(made).toHaveText(/^([a-z]+-){5}[a-z]+$/)
  const generated = await made.innerText()
  await person.press('Use it')
  await person.press('Save')
  await person.press('Copy Password')
  await expect.poll(() => clipboard(app)).toBe(generated)
  await app.page.getByText('1 earlier password').click()
  await app.page.getByRole('button', { name: /^Copy password until/ }).click()
  await expect.poll(() => clipboard(app)).toBe(bank.Password)
})

test('a wrong setup key is told at its field; a good one shows codes', async ({ app, person }) => {
  await opensVault(app, person)
  await app.page.keyboard.press('Control+n')
  await person.fill('Title', 'Codes')
  await person.fill('One-time code setup key', 'not a key!')
  await person.press('Save')
  const field = app.page.getByLabel('One-time code setup key', { exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toBeFocused()
  await field.fill('jbsw y3dp ehpk 3pxp')
  await person.press('Save')
  await expect(app.page.getByText(/^\d{3} \d{3}$/)).toBeVisible()
  await person.press('Copy One-time code')
  await expect.poll(() => clipboard(app)).toMatch(/^\d{6}$/)
})
