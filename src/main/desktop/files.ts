import { basename, extname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { Files } from '../domain/ports'
import { readWithLog, writeChosen } from './file-access'

/** @param parent the window that the system's dialogs belong to */
export function electronFiles(parent: () => BrowserWindow | null): Files {
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
