import { join } from 'node:path'
import type { App } from './app.ts'
import { ownClipboard } from './clipboard.ts'
import type { Person } from './person.ts'

/** Creates an account with an empty vault, and a clipboard that no other test writes to. */
export async function opensVault(app: App, person: Person): Promise<void> {
  await person.begins()
  await ownClipboard(app, join(app.dataFolder, 'clipboard'))
}

/** Through the editor, as a person does. */
export async function adds(app: App, person: Person, fields: Readonly<Record<string, string>>) {
  await app.page.keyboard.press('Control+n')
  for (const [label, text] of Object.entries(fields)) await person.fill(label, text)
  await app.page.keyboard.press('Control+s')
  await person.sees(fields['Title'] ?? '')
}

export const row = (app: App, title: string) => app.page.getByRole('option', { name: title })
export const clipboard = (app: App) =>
  app.electron.evaluate(({ clipboard }) => clipboard.readText())

export const bank = {
  Title: 'Bank of the North',
  'User name': 'you-4471',
  Password: 'tidal-copper-11',
}
export const mail = { Title: 'E-mail', 'User name': 'ada@example.com', Password: 'nine-loud-geese' }
