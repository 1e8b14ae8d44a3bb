/**
 * Backups in the built app, which makes and reads them in a worker thread. Screens are tested elsewhere.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../src/contract/api.ts'
import { ada, expect, test } from './fixtures.ts'
import type { App } from './support/app.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

const folderOf = (app: App) => join(app.dataFolder, 'own')
const databaseOf = (app: App) => join(folderOf(app), 'latchkey.sqlite')

const dailyOf = (app: App) =>
  readdirSync(folderOf(app)).includes('backups')
    ? readdirSync(join(folderOf(app), 'backups')).filter((name) => name.includes('-daily-'))
    : []

const createsAccount = (app: App) =>
  app.page.evaluate(async (who) => {
    const { latchkey } = globalThis as WithApi
    await latchkey.appChooseProfile({ profile: 'own' })
    return latchkey.accountCreate({ ...who, remember: false, language: 'en' })
  }, ada)

test('the app makes a backup, and puts it in the place of a damaged data file', async ({ app }) => {
  await app.start()
  expect(await createsAccount(app)).toMatchObject({ ok: true })
  const made = await app.page.evaluate(() => (globalThis as WithApi).latchkey.backupMake())
  expect(made).toMatchObject({
    ok: true,
    value: [{ reason: 'asked', good: true, entries: 0, opensWith: 'session' }],
  })
  await app.close()

  const bytes = readFileSync(databaseOf(app))
  bytes.fill(0xa5, 4096 * 2)
  writeFileSync(databaseOf(app), bytes)
  await app.start()
  const state = () => app.page.evaluate(() => (globalThis as WithApi).latchkey.appState())
  const problem = { code: 'DATABASE_CORRUPT', backup: { at: expect.any(Number) } }
  expect(await state()).toMatchObject({ ok: true, value: { problem } })
  const recovered = () => app.page.evaluate(() => (globalThis as WithApi).latchkey.backupRecover())
  expect(await recovered()).toEqual({ ok: true, value: null })
  expect(await state()).toMatchObject({ ok: true, value: { problem: null } })
  const signedIn = await app.page.evaluate(
    (who) => (globalThis as WithApi).latchkey.accountSignIn({ ...who, remember: false }),
    ada,
  )
  expect(signedIn).toMatchObject({ ok: true, value: { email: ada.email } })
  const [aside = ''] = readdirSync(folderOf(app)).filter((name) => name.includes('.damaged-'))
  expect(readFileSync(join(folderOf(app), aside)).equals(bytes)).toBe(true)
})

test('the app makes a backup by itself soon after a start, and not at every start', async ({
  app,
}) => {
  await app.start()
  expect(await createsAccount(app)).toMatchObject({ ok: true })
  await expect.poll(() => dailyOf(app)).toHaveLength(1)
  const [first] = dailyOf(app)
  await app.restart()
  app.passTime(25 * 3_600_000)
  await expect.poll(() => dailyOf(app)).toHaveLength(2)
  expect(dailyOf(app)).toContain(first)
})
