/** The recovery code's page, saved as a file and printed. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../src/contract/api.ts'
import { ada, expect, test } from './fixtures.ts'
import type { App } from './support/app.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

/** Chooses a place in the system's dialog, or cancels it (`null`). */
const choosesPlace = (app: App, filePath: string | null) =>
  app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' })
  }, filePath)

const makesCode = (app: App) =>
  app.page.evaluate(async (password) => {
    const answer = await (globalThis as WithApi).latchkey.recoveryMake({ password })
    if (!answer.ok) throw new Error(answer.code)
    return answer.value
  }, ada.password)

const savesPage = (app: App, ref: string) =>
  app.page.evaluate((made) => (globalThis as WithApi).latchkey.recoverySavePage({ ref: made }), ref)

/** Every file in a folder and its subfolders. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

test.beforeEach(async ({ person }) => {
  await person.begins()
})

for (const [country, paper] of [
  ['US', '612 792'],
  ['DE', '595.91998 842.88'],
] as const) {
  test(`is saved as one page for the paper of ${country}, and lies nowhere else`, async ({
    app,
  }) => {
    const file = join(app.dataFolder, '..', 'page.pdf')
    await choosesPlace(app, file)
    await app.electron.evaluate(({ app: electronApp }, code) => {
      electronApp.getLocaleCountryCode = () => code
    }, country)
    const { ref, code } = await makesCode(app)
    expect(await savesPage(app, ref)).toEqual({ ok: true, value: { saved: true } })

    const pdf = readFileSync(file, 'latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1)
    expect(pdf).toContain(`/MediaBox [0 0 ${paper}]`)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)

    await app.close()
    const [group = ''] = code.split('-')
    const last = code.split('-').slice(-2).join('-')
    const holding = filesOf(app.dataFolder).filter((path) => {
      const text = readFileSync(path, 'latin1')
      return text.includes(code) || text.includes(last) || text.includes(`<span>${group}`)
    })
    expect(holding).toEqual([])
  })
}

test('is laid out by a window that can run nothing, and that is gone afterwards', async ({
  app,
}) => {
  await choosesPlace(app, join(app.dataFolder, '..', 'page.pdf'))
  await app.electron.evaluate(({ app: electronApp }) => {
    const seen: unknown[] = []
    Object.assign(globalThis, { seen })
    electronApp.on('web-contents-created', (_event, contents) => {
      contents.on('did-finish-load', () => {
        const all = contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        const { javascript, sandbox, contextIsolation, nodeIntegration, preload } =
          all.getLastWebPreferences()
        const inFile = contents.session.storagePath !== null
        seen.push({ javascript, sandbox, contextIsolation, nodeIntegration, preload, inFile })
      })
    })
  })
  await savesPage(app, (await makesCode(app)).ref)
  const { seen, windows } = await app.electron.evaluate(({ BrowserWindow }) => ({
    seen: (globalThis as unknown as { seen: unknown[] }).seen,
    windows: BrowserWindow.getAllWindows().length,
  }))
  expect(seen).toEqual([
    {
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: undefined,
      inFile: false,
    },
  ])
  expect(windows).toBe(1)
})

test('is not saved where its person thinks better of it, or where it cannot be', async ({
  app,
}) => {
  const { ref } = await makesCode(app)
  await choosesPlace(app, null)
  expect(await savesPage(app, ref)).toEqual({ ok: true, value: { saved: false } })
  const nowhere = join(app.dataFolder, 'no such folder', 'page.pdf')
  await choosesPlace(app, nowhere)
  expect(await savesPage(app, ref)).toEqual({ ok: false, code: 'FILE_UNWRITABLE' })
  expect(existsSync(nowhere)).toBe(false)
})

test('says so when it cannot be printed, and nothing when its person thinks better of it', async ({
  app,
}) => {
  const { ref } = await makesCode(app)
  /** Sets the result of the system's print dialog. */
  const prints = async (success: boolean, reason: string) => {
    await app.electron.evaluate(
      ({ app: electronApp }, [ended, why]) => {
        electronApp.once('web-contents-created', (_event, contents) => {
          contents.print = (_options, done) => done?.(ended, why)
        })
      },
      [success, reason] as const,
    )
    return app.page.evaluate(
      (made) => (globalThis as WithApi).latchkey.recoveryPrint({ ref: made }),
      ref,
    )
  }
  expect(await prints(true, '')).toEqual({ ok: true, value: null })
  expect(await prints(false, 'Print job canceled')).toEqual({ ok: true, value: null })
  expect(await prints(false, 'Print job failed')).toEqual({ ok: false, code: 'PRINT_FAILED' })
})
