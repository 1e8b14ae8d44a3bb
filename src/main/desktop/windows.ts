import { join } from 'node:path'
import { type EventName, eventChannel } from '@contract/api'
import type { WindowKind } from '@contract/channels'
import {
  app,
  BrowserWindow,
  nativeTheme,
  screen,
  type WebContents,
  type WebPreferences,
} from 'electron'
import { emitter } from '../domain/emitter'
import { appUrl, awayUrl } from './app-protocol'
import { initialSize, keepWindow, minimumSize, restoreWindow } from './window-state'

/** As `--bg` of the renderer's token sheet, so that a window opens without a flash. */
const background = { light: '#f7f5f2', dark: '#151413' }

const cascade = 48

const homeOf = (kind: WindowKind) => appUrl(kind === 'app' ? 'index' : 'mailbox')

const preferences = (preload: string): WebPreferences => ({
  preload,
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webviewTag: false,
  webSecurity: true,
  navigateOnDragDrop: false,
  spellcheck: false, // would fetch dictionaries, and read passwords that are shown
  enableWebSQL: false,
  devTools: !app.isPackaged,
})

/** The app's window and the demo mailbox's: at most one each. */
export interface Windows {
  /** Opens it, or brings it to the front. */
  show(kind: WindowKind): void
  /** Opens it as a task of the desktop's, without showing it. */
  showMinimized(kind: WindowKind): void
  /** Opens it behind the one that has the focus, and leaves an open one alone. */
  showQuietly(kind: WindowKind): void
  close(kind: WindowKind): void
  /**
   * Loads its page anew in a new process: nothing that the old one knew is left, in use or freed.
   * Until it is gone the old page is nobody's, so that it can call nothing.
   */
  renew(kind: WindowKind): Promise<void>
  /**
   * Ends the process of a page that misbehaves, and loads its page anew.
   *
   * @returns false where that is under way already
   */
  replace(contents: WebContents): boolean
  /** For a system dialog to belong to. */
  window(kind: WindowKind): BrowserWindow | null
  contents(kind: WindowKind): WebContents | null
  send<W extends WindowKind>(kind: W, event: EventName<W>): void
  /** A key, a click or a touch in any of them. */
  onInput(listener: () => void): void
  /** The app's window was minimised, or hidden. */
  onMinimize(listener: () => void): void
  /** The app's window is to be closed. With true it is hidden instead. */
  onClose(listener: () => boolean): void
  /** Whether pictures of the screen show what is in them, those to be opened included. */
  hideFromCapture(hide: boolean): void
}

export function windows(options: {
  readonly preloadFolder: string
  readonly stateFolder: string
  /** A PNG. */
  readonly icon: string
}): Windows {
  const open = new Map<WindowKind, BrowserWindow>()
  const leaving = new Map<WindowKind, Promise<void>>()
  const input = emitter()
  const minimized = emitter()
  let hidesInstead = () => false
  let unseen = false

  function create(kind: WindowKind, how: 'front' | 'quietly' | 'minimized'): void {
    const file = join(options.stateFolder, `window-${kind}.json`)
    const state = restoreWindow(file, screen)
    const window = new BrowserWindow({
      ...initialSize,
      ...minimumSize,
      ...(state?.bounds ?? besideApp(kind)),
      show: false,
      title: 'Latchkey',
      autoHideMenuBar: true,
      // Linux does not take it from the program.
      ...(process.platform === 'linux' ? { icon: options.icon } : {}),
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      webPreferences: preferences(
        join(options.preloadFolder, kind === 'app' ? 'index.cjs' : 'mailbox.cjs'),
      ),
    })
    if (state?.maximized && how !== 'minimized') window.maximize()
    if (unseen) window.setContentProtection(true)
    keepWindow(file, window)
    window.once('ready-to-show', () => {
      if (how === 'minimized') window.minimize()
      else if (how === 'quietly') window.showInactive()
      else window.show()
    })
    window.on('closed', () => open.delete(kind))
    // A page says nothing in the title, and cannot refuse to go.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
    window.webContents.on('input-event', () => input.emit())
    if (kind === 'app') {
      window.on('minimize', () => minimized.emit())
      window.on('close', (event) => {
        if (!hidesInstead()) return
        event.preventDefault()
        window.hide()
        minimized.emit()
      })
    }
    open.set(kind, window)
    void window.loadURL(homeOf(kind))
  }

  function renew(kind: WindowKind): Promise<void> {
    const window = open.get(kind)
    if (window === undefined) return Promise.resolve()
    const underWay = leaving.get(kind)
    if (underWay !== undefined) return underWay
    const gone = leave(window).finally(() => {
      leaving.delete(kind)
      void comeHome(kind, window)
    })
    leaving.set(kind, gone)
    return gone
  }

  /** Another site's page takes the old one's process with it. */
  async function leave(window: BrowserWindow): Promise<void> {
    try {
      await window.loadURL(awayUrl)
    } catch {
      // It would not go.
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
    }
  }

  async function comeHome(kind: WindowKind, window: BrowserWindow): Promise<void> {
    if (window.isDestroyed()) return
    await window.loadURL(homeOf(kind)).catch(() => {}) // Renewed once more meanwhile.
    // What Chromium keeps of a page for going back to it, its text fields among it.
    if (!window.isDestroyed()) window.webContents.navigationHistory.clear()
  }

  /** A little off the app's window, so that both can be seen and grabbed. */
  function besideApp(kind: WindowKind): { x: number; y: number } | undefined {
    const app = open.get('app')
    if (kind === 'app' || !app) return undefined
    const [x = 0, y = 0] = app.getPosition()
    return { x: x + cascade, y: y + cascade }
  }

  return {
    show(kind) {
      const window = open.get(kind)
      if (!window) return create(kind, 'front')
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    showMinimized(kind) {
      if (!open.has(kind)) create(kind, 'minimized')
    },
    showQuietly(kind) {
      if (!open.has(kind)) create(kind, 'quietly')
    },
    close: (kind) => open.get(kind)?.close(),
    renew,
    replace(contents) {
      const kind = [...open.keys()].find((one) => open.get(one)?.webContents === contents)
      // Calls that it made before may still arrive while its page is on its way.
      if (kind === undefined || leaving.has(kind)) return false
      contents.forcefullyCrashRenderer()
      void renew(kind)
      return true
    },
    window: (kind) => open.get(kind) ?? null,
    contents: (kind) => (leaving.has(kind) ? null : (open.get(kind)?.webContents ?? null)),
    send: (kind, event) => open.get(kind)?.webContents.send(eventChannel(event)),
    onInput: input.on,
    onMinimize: minimized.on,
    onClose(listener) {
      hidesInstead = listener
    },
    hideFromCapture(hide) {
      unseen = hide
      for (const window of open.values()) window.setContentProtection(hide)
    },
  }
}
