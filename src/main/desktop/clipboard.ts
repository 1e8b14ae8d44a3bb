import { clipboard } from 'electron'
import type { Clipboard, Log } from '../domain/ports'

/** From Electron 45 on reading and writing are promises; before, they were done at once. */
export function electronClipboard(log: Log): Clipboard {
  return {
    read: async () => clipboard.readText(),
    write(text) {
      const failed = (error: unknown) => log.error('clipboard', error)
      Promise.resolve(clipboard.writeText(text)).catch(failed)
    },
    clear: () => clipboard.clear(),
  }
}
