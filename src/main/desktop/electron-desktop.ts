import texts from '@locales/en/desktop.json'
import { type BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { Clipboard, Desktop, Log } from '../domain/ports'
import { electronFiles } from './files'
import { electronLockSignals } from './lock-signals'
import { openAfterAsking } from './open-after-asking'
import { forOthers } from './private-folder'
import { electronRecoveryPage } from './recovery-page'
import type { Windows } from './windows'

/** What the desktop around main offers to the rules, by Electron. */
export function electronDesktop(options: {
  readonly windows: Windows
  readonly log: Log
  /** What tests put in place of the desktop's idle seconds. */
  readonly idleInstead: () => number | undefined
}): Desktop {
  const { windows, log, idleInstead } = options
  const appWindow = () => windows.window('app')
  return {
    clipboard: electronClipboard(log),
    files: electronFiles(appWindow),
    recoveryPage: electronRecoveryPage(appWindow),
    lockSignals: electronLockSignals(windows, idleInstead),
    openInBrowser: browser(log, appWindow),
  }
}

/** From Electron 45 on reading and writing are promises; before, they were done at once. */
function electronClipboard(log: Log): Clipboard {
  return {
    read: async () => clipboard.readText(),
    write(text) {
      const failed = (error: unknown) => log.error('clipboard', error)
      Promise.resolve(clipboard.writeText(text)).catch(failed)
    },
    clear: () => clipboard.clear(),
  }
}

/** Opens an address in the person's browser, once they have said yes to its host. */
function browser(log: Log, parent: () => BrowserWindow | null): (url: string) => void {
  const open = openAfterAsking({
    ask: (host, encrypted) => ask(parent(), host, encrypted),
    open: (address) => forOthers(() => shell.openExternal(address)),
  })
  return (url) => void open(url).catch((error: unknown) => log.error('browser', error))
}

/** Main's own window asks: a page cannot answer it. */
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
    // Whoever presses a key without having read the question opens nothing.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const { response } = parent
    ? await dialog.showMessageBox(parent, options)
    : await dialog.showMessageBox(options)
  return response === 0
}
