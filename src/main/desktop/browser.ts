import texts from '@locales/en/desktop.json'
import { type BrowserWindow, dialog, shell } from 'electron'
import type { Log } from '../domain/ports'
import { openAfterAsking } from './open-after-asking'
import { forOthers } from './private-folder'

/** Opens an address in the person's browser, after they have agreed to its host. */
export function browser(log: Log, parent: () => BrowserWindow | null): (url: string) => void {
  const open = openAfterAsking({
    ask: (host, encrypted) => ask(parent(), host, encrypted),
    open: (address) => forOthers(() => shell.openExternal(address)),
  })
  return (url) => void open(url).catch((error: unknown) => log.error('browser', error))
}

/** Asks in a dialog of main, which no page can answer. */
async function ask(
  parent: BrowserWindow | null,
  host: string,
  encrypted: boolean,
): Promise<boolean> {
  const { question, what, plain, open, cancel } = texts.browser
  const options = {
    type: 'question' as const,
    message: question.replace('{host}', () => host),
    detail: encrypted ? what : `${plain} ${what}`,
    buttons: [open, cancel],
    // A key pressed without reading the question must not open anything.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const { response } = parent
    ? await dialog.showMessageBox(parent, options)
    : await dialog.showMessageBox(options)
  return response === 0
}
