import { basename, extname, join } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog } from 'electron'
import type { Clipboard, Desktop, Files, Log } from '../domain/ports'
import { browser } from './browser'
import { readWithLog, writeChosen } from './file-access'
import { electronLockSignals } from './lock-signals'
import { electronRecoveryPage } from './recovery-page'
import type { Windows } from './windows'

/** What the domain needs from the desktop, provided by Electron. */
export function electronDesktop(options: {
  readonly windows: Windows
  readonly log: Log
  /** Replaces the desktop's idle seconds in tests. */
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

/** From Electron 45 on, reading and writing return promises; before, they were synchronous. */
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

/** @param parent the window that the system's dialogs belong to */
function electronFiles(parent: () => BrowserWindow | null): Files {
  async function chooseFile(): Promise<string | null> {
    const options = { properties: ['openFile' as const] }
    const window = parent()
    const { canceled, filePaths } = window
      ? await dialog.showOpenDialog(window, options)
      : await dialog.showOpenDialog(options)
    return canceled ? null : (filePaths[0] ?? null)
  }

  async function choosePlace(suggestedName: string): Promise<string | null> {
    const extension = extname(suggestedName).slice(1)
    const options = {
      defaultPath: join(app.getPath('documents'), basename(suggestedName)),
      filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['showOverwriteConfirmation' as const, 'createDirectory' as const],
    }
    const window = parent()
    const { canceled, filePath } = window
      ? await dialog.showSaveDialog(window, options)
      : await dialog.showSaveDialog(options)
    return canceled || filePath === '' ? null : filePath
  }

  return {
    async choose() {
      const path = await chooseFile()
      return path === null ? null : { name: basename(path), ...(await readWithLog(path)) }
    },
    async save(suggestedName, make) {
      const path = await choosePlace(suggestedName)
      if (path === null) return null
      const bytes = await make()
      try {
        await writeChosen(path, bytes)
      } finally {
        bytes.fill(0)
      }
      return basename(path)
    },
  }
}
