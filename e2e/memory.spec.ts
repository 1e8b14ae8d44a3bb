/** After locking, nothing of a vault is left in the memory of main or of the page. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../src/contract/api.ts'
import { ada, expect, linkOf, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import { ownClipboard } from './support/clipboard.ts'
import { putEntries } from './support/entries.ts'
import { countInMemory, mainHeap, pageHeap, vaultKey } from './support/memory.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

/** Texts that nothing else in the app could contain. */
const marks = {
  title: 'Zyrkonmarke-Titel',
  username: 'Quastenmarke-Name',
  url: 'https://wolfram-marke.example.com/',
  password: 'Xylofonmarke-Passwort',
  otp: 'MFXHSZDFMFXHSZDFMFXHSZDF',
  notes: 'Jaspismarke-Notiz, deren Text lang genug ist',
  tag: 'Yttriummarke',
  draft: 'Vanadiummarke-Entwurf',
  old: 'Ulmenmarke-Passwort von vorher',
}

/** Ignores case, because the search index is in lower case. */
function foundIn(heap: string): readonly string[] {
  const text = heap.toLowerCase()
  return Object.entries(marks)
    .filter(([, mark]) => text.includes(mark.toLowerCase()))
    .map(([name]) => name)
}

/** Does everything that loads entries into memory: lists, searches, shows, reveals, copies, edits. */
async function usesTheVault(app: App): Promise<void> {
  const { page } = app
  const clipboard = join(app.dataFolder, '..', 'clipboard')
  await ownClipboard(app, clipboard)
  const entry = {
    kind: 'login',
    title: marks.title,
    username: marks.username,
    urls: [marks.url],
    password: marks.old,
    otp: marks.otp,
    notes: marks.notes,
    tags: [marks.tag],
    favourite: false,
  } as const
  await putEntries(page, [{ ...entry, urls: [...entry.urls], tags: [...entry.tags] }])
  await page.getByLabel('Search entries').fill('Zyrkonmarke')
  await page.getByText(marks.title).first().click()
  await expect(page.getByText(marks.username).first()).toBeVisible()
  const done = await page.evaluate(async (words) => {
    const { latchkey: api } = globalThis as WithApi
    const query = { view: 'all', tag: null, sort: 'title', offset: 0, limit: 10 } as const
    const listed = await api.vaultList({ ...query, text: 'jaspismarke' })
    const id = (listed.ok && listed.value.items[0]?.id) || ''
    const seen = await api.vaultEntry({ id })
    if (!seen.ok || seen.value.kind !== 'login') return 'not found'
    const { title, username, urls, notes, tags, favourite } = seen.value
    const input = {
      ...{ kind: 'login' as const, title, username, notes, favourite, otp: null },
      ...{ urls: [...urls], tags: [...tags] },
    }
    const answers = [
      await api.vaultSave({ id, entry: { ...input, password: words.password } }),
      await api.vaultReveal({ id, field: { kind: 'password' } }),
      await api.vaultReveal({ id, field: { kind: 'otp-secret' } }),
      await api.vaultReveal({ id, field: { kind: 'history', index: 0 } }),
      await api.vaultCopy({ id, field: { kind: 'password' } }),
      await api.vaultOtp({ id }),
      await api.vaultSaveDraft({
        entry: null,
        input: { ...input, title: words.draft, password: words.password },
      }),
    ]
    Object.assign(globalThis, { kept: answers })
    return answers.every(({ ok }) => ok)
  }, marks)
  expect(done).toBe(true)
  expect(readFileSync(clipboard, 'utf8')).toBe(marks.password)
}

test('after a lock no heap holds an entry’s text, and no memory the vault key', async ({
  app,
  person,
}) => {
  await person.begins()
  await usesTheVault(app)
  const key = await vaultKey(app, ada.email, ada.password)
  const encoded = [key.toString('hex'), key.toString('base64'), key.toString('base64url')]
  const linux = process.platform === 'linux'
  const main = app.electron.process().pid ?? 0

  // They are there while the vault is open, which proves that the search below can find them.
  expect(foundIn(await mainHeap(app))).toEqual(
    expect.arrayContaining(['title', 'username', 'url', 'notes', 'tag']),
  )
  expect(foundIn(await pageHeap(app.page))).toEqual(
    expect.arrayContaining(['title', 'username', 'password', 'otp', 'notes', 'old']),
  )
  if (linux) expect(countInMemory(main, [key])[0]).toBeGreaterThan(0)

  await app.electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('lock')?.click()
  })
  await person.sees('Locked')

  const [mainAfter, pageAfter] = [await mainHeap(app), await pageHeap(app.page)]
  expect(foundIn(mainAfter), 'in main').toEqual([])
  expect(foundIn(pageAfter), 'in the page').toEqual([])
  for (const text of [...encoded, ada.password]) {
    expect(mainAfter.includes(text)).toBe(false)
    expect(pageAfter.includes(text)).toBe(false)
  }
  if (linux) {
    expect(countInMemory(main, [key]), 'the vault key in main').toEqual([0])
    const page = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
    )
    const texts = Object.values(marks).flatMap((mark) => [
      Buffer.from(mark, 'latin1'),
      Buffer.from(mark, 'utf16le'),
    ])
    expect(countInMemory(page[0] ?? 0, [key, ...texts]).every((count) => count === 0)).toBe(true)
  }
})

test('the token of a link that was used is in main’s heap no more, however it came', async ({
  app,
  person,
  server,
}) => {
  const link = linkOf(await person.getsResetMail(server))
  const signature = link.slice(-43)
  // One run of the app sends the email, the next one opens its link.
  await app.restart(link)
  await person.sees('Choose a new password')
  await app.openLink(link)
  await person.setsPassword()
  await person.sees('Your password is changed')
  expect((await mainHeap(app)).includes(signature)).toBe(false)
  await app.openLink(link)
  await person.sees('This link has been used')
  expect((await mainHeap(app)).includes(signature)).toBe(false)
})
