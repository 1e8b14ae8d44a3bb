import type { ComputerSettings } from '@contract/program-models'
import { type App, nativeTheme, shell } from 'electron'
import type { Computer, LinkSystem } from '../../domain/ports/system'
import { forOthers } from '../private-folder'
import type { Windows } from '../windows'
import { xdgFolders } from './desktop-entry'
import { linkHandling } from './link-handler'
import { loginItem } from './login-item'
import { hiddenSwitch, ownCommand } from './own-command'
import { type KeptSettings, readSettings, writeSettings } from './settings-file'
import { type TrayIcon, trayIcon, trayWorks } from './tray'

/** The longest a desktop takes to give a window the focus. */
const focusMs = 1_000

export interface ThisComputer {
  readonly computer: Computer
  readonly links: LinkSystem
  readonly tray: TrayIcon
  /** Call once the app is ready. Opens the first window, unless the app was started hidden. */
  begin(): void
  /** Stores that a link has started the app. */
  startedByLink(): void
  takeLinksIfNobodys(): void
}

/** Applies the settings that concern the computer around the app. */
export function thisComputer(options: {
  readonly app: App
  readonly folder: string
  readonly windows: Windows
  readonly lock: () => void
}): ThisComputer {
  const { app, folder, windows } = options
  const command = ownCommand(app)
  const atLogin = loginItem(app, command, xdgFolders(process.env).autostart)
  const handling = linkHandling(app, command)
  let kept = readSettings(folder)
  let quitting = false

  const open = () => windows.show('app')
  const tray = trayIcon({ open, lock: options.lock, quit: () => app.quit() })

  app.on('before-quit', () => {
    quitting = true
  })
  // If the icon isn't shown, no one would find the app again.
  const endWithoutTray = async () => {
    if (!(await trayWorks())) app.quit()
  }
  windows.onClose(() => {
    if (quitting || !kept.tray) return false
    void endWithoutTray()
    return true
  })

  function take(): void {
    nativeTheme.themeSource = kept.theme
    windows.hideFromCapture(kept.hideFromCapture)
    tray.set(kept.tray)
  }

  async function apply({ startAtLogin, ...next }: ComputerSettings): Promise<void> {
    const was = (await atLogin?.enabled()) ?? false
    if (startAtLogin !== was || next.startHidden !== kept.startHidden) {
      await atLogin?.set({ on: startAtLogin, hidden: next.startHidden })
    }
    keep({ ...next, startedByLinkAt: kept.startedByLinkAt })
    take()
  }

  function keep(next: KeptSettings): void {
    writeSettings(folder, next)
    kept = next
  }

  /** If no icon can be shown, opens a minimised window that can be found. */
  async function beginHidden(): Promise<void> {
    if (!kept.tray || !(await trayWorks())) windows.showMinimized('app')
  }

  async function comeToFront(): Promise<boolean> {
    open()
    const window = windows.window('app')
    if (window === null || window.isFocused()) return window !== null
    return new Promise((done) => {
      const end = (focused: boolean) => {
        clearTimeout(late)
        window.off('focus', onFocus)
        done(focused)
      }
      const onFocus = () => end(true)
      const late = setTimeout(() => end(false), focusMs)
      window.on('focus', onFocus)
    })
  }

  return {
    computer: {
      can: async () => ({
        tray: await trayWorks(),
        startAtLogin: atLogin !== null,
        // As in Chromium: neither X11 nor Wayland lets a window stay out of screenshots.
        hideFromCapture: process.platform !== 'linux',
      }),
      async settings() {
        const { startedByLinkAt: _, ...settings } = kept
        return { ...settings, startAtLogin: (await atLogin?.enabled()) ?? false }
      },
      apply,
    },
    links: {
      handler: handling.handler,
      // Writes the system's lists of programs, which other programs use too.
      repair: () => forOthers(handling.repair),
      open: (link) => forOthers(() => shell.openExternal(link)),
      comeToFront,
      startedByLinkAt: () => kept.startedByLinkAt,
    },
    tray,
    begin() {
      take()
      if (!app.commandLine.hasSwitch(hiddenSwitch)) open()
      else void beginHidden()
    },
    startedByLink() {
      try {
        keep({ ...kept, startedByLinkAt: Date.now() })
      } catch {
        // A disk that can't be written is reported elsewhere; the link is handled anyway.
      }
    },
    takeLinksIfNobodys() {
      void forOthers(handling.takeIfNobodys).catch(() => {}) // The link test shows what is wrong.
    },
  }
}
