import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import { desktopEntry, entryValue } from './desktop-entry'
import { hiddenSwitch } from './own-command'

/** Whether the system starts this app when its person logs in. */
export interface LoginItem {
  enabled(): Promise<boolean>
  set(how: { readonly on: boolean; readonly hidden: boolean }): Promise<void>
}

/**
 * Electron only supports macOS and Windows. Null for a build that isn't packaged: it has no name of its own
 * there, so the item would start a bare Electron.
 */
export function loginItem(
  app: App,
  command: readonly string[],
  autostartFolder: string,
): LoginItem | null {
  if (process.platform === 'linux') return linuxLoginItem(command, autostartFolder)
  if (!app.isPackaged) return null
  return {
    enabled: async () => app.getLoginItemSettings({ args: [] }).openAtLogin,
    async set({ on, hidden }) {
      const args = hidden ? [`--${hiddenSwitch}`] : []
      app.setLoginItemSettings({ openAtLogin: on, args })
    },
  }
}

/** A file in the person's autostart folder (freedesktop.org, "Desktop Application Autostart" 0.5). */
export function linuxLoginItem(command: readonly string[], folder: string): LoginItem {
  const file = join(folder, 'latchkey.desktop')
  return {
    async enabled() {
      const text = await readFile(file, 'utf8').catch(() => null)
      // Desktops write these keys when the entry is switched off in their own settings.
      const off = (key: string, value: string) => text !== null && entryValue(text, key) === value
      return text !== null && !off('Hidden', 'true') && !off('X-GNOME-Autostart-enabled', 'false')
    },
    async set({ on, hidden }) {
      if (!on) return rm(file, { force: true })
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const started = hidden ? [...command, `--${hiddenSwitch}`] : command
      const text = desktopEntry(started, { Icon: 'latchkey', Terminal: 'false' })
      await writeFile(file, text, { mode: 0o600 })
    },
  }
}
