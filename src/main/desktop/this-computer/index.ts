import type { ComputerSettings } from '@contract/program-models'
import { type App, nativeTheme, shell } from 'electron'
import type { Computer, LinkDoor } from '../../domain/ports/system'
import { forOthers } from '../private-folder'
import type { Windows } from '../windows'
import { xdgFolders } from './desktop-entry'
import { linkHandling } from './link-handler'
import { loginItem } from './login-item'
import { hiddenSwitch, ownCommand } from './own-command'
import { type KeptSettings, readSettings, writeSettings } from './settings-file'
import { type TrayIcon, trayIcon, trayWorks } from './tray'

/** As long as a desktop may take to give a window the focus. */
const focusMs = 1_000

export interface ThisComputer {
  readonly computer: Computer
  readonly door: LinkDoor
  readonly tray: TrayIcon
  /** Once the app is ready. Opens the first window, or none where it was started out of sight. */
  begin(): void
  /** A link has started the app. */
  startedByLink(): void
  takeLinksIfNobodys(): void
}

/** What the app does with the computer around it, as its settings say. */
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
  // Behind an icon that is not there nobody would find it again.
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

  /** Where no icon can be seen, a window that can be found has to do. */
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
        // Chromium's own list: neither X11 nor Wayland lets a window keep out of pictures.
        hideFromCapture: process.platform !== 'linux',
      }),
      async settings() {
        const { startedByLinkAt: _, ...settings } = kept
        return { ...settings, startAtLogin: (await atLogin?.enabled()) ?? false }
      },
      apply,
    },
    door: {
      handler: handling.handler,
      // The system's lists of programs, which others read and write as well.
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
        // A disk that cannot be written is said elsewhere; the link counts all the same.
      }
    },
    takeLinksIfNobodys() {
      void forOthers(handling.takeIfNobodys).catch(() => {}) // The test of the link says what is wrong.
    },
  }
}
