import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppApi } from '../../src/contract/api.ts'
import type { App } from './app.ts'
import { ada } from './person.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

/** Creates an account through the same bridge as the screens. */
export async function makesAccount({ page }: App): Promise<void> {
  await page.evaluate(async (who) => {
    const { latchkey: api } = globalThis as WithApi
    await api.appChooseProfile({ profile: 'own' })
    await api.accountCreate({ ...who, remember: false, language: 'en' })
  }, ada)
  await page.reload()
}

/** Uses an import, because adding ten thousand one by one would take minutes. */
export async function importsTitles(app: App, titles: readonly string[]): Promise<void> {
  const file = join(app.dataFolder, 'titles.csv')
  const rows = titles.map((title, n) => `${title},https://s${n}.example,user ${n},p${n}`)
  writeFileSync(file, `name,url,username,password\n${rows.join('\n')}\n`)
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  await app.page.evaluate(async () => {
    const { latchkey: api } = globalThis as WithApi
    const preview = await api.importChoose()
    if (!preview.ok || preview.value === null) throw new Error('nothing was read')
    await api.importApply({ ref: preview.value.ref, duplicates: false })
  })
}
