/** Views of the vault that the tour doesn't show: very many entries and very long texts. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type App, appOn } from '../support/app.ts'
import { importsTitles, makesAccount } from '../support/many-entries.ts'

const words = 'A title that goes on and on, as some do that come out of other programs '
const titles = (count: number) =>
  Array.from({ length: count }, (_, n) => `Site ${String(n + 1).padStart(5, '0')}`)

const looks: readonly (readonly [name: string, titles: readonly string[]])[] = [
  ['vault-1-entry', titles(1)],
  ['vault-20-entries', titles(20).slice(1)],
  ['vault-long-titles', [`0 ${'a'.repeat(300)}`, `0 ${words.repeat(4).replaceAll(',', '')}`]],
  ['vault-10000-entries', titles(10_000).slice(20)],
]

/** @returns an app with a folder of its own; the caller ends it */
export function otherApp(folder: string): App {
  const own = join(folder, 'sizes')
  mkdirSync(own)
  return appOn(own)
}

export async function sizes(
  app: App,
  step: (what: string, work: () => Promise<unknown>) => Promise<void>,
  photograph: (name: string, page: Page) => Promise<void>,
): Promise<void> {
  await step('A vault with nothing in it', async () => {
    await app.start()
    await makesAccount(app)
    await expect(app.page.getByRole('heading', { name: 'All entries' })).toBeVisible()
    await photograph('vault-0-entries', app.page)
  })
  for (const [name, more] of looks) {
    await step(`A vault as in ${name}`, async () => {
      await importsTitles(app, more)
      const first = app.page.getByRole('option').first()
      await expect(first).toBeVisible()
      await first.click()
      await expect(app.page.getByRole('button', { name: 'Edit' })).toBeVisible()
      await photograph(name, app.page)
    })
  }
}
