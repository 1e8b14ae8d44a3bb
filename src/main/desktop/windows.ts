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

/** Matches `--bg` in the renderer's tokens, so that a window opens without a flash. */
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
  spellcheck: false, // would fetch dictionaries, and read passwords being shown
  enableWebSQL: false,
  devTools: !app.isPackaged,
})

/** The windows of the app and the demo mailbox: at most one each. */
export interface Windows {
  /** Opens the window, or brings it to the front. */
  show(kind: WindowKind): void
  /** Opens the window minimised, without showing it. An open one is left alone. */
  showMinimized(kind: WindowKind): void
  /** Opens the window without taking the focus. An open one is left alone. */
  showQuietly(kind: WindowKind): void
  close(kind: WindowKind): void
  /**
   * Loads the window's page again in a new process, so that nothing the old page knew stays in memory.
   * Until the old page is gone, `contents` doesn't return it, so it can't call anything.
   * Resolves when it is gone.
   */
  renew(kind: WindowKind): Promise<void>
  /**
   * Ends the process of a page that misbehaves, and loads its page again.
   *
   * @returns false if that is already under way, or the page isn't in one of our windows
   */
  replace(contents: WebContents): boolean
  /** The parent for system dialogs. */
  window(kind: WindowKind): BrowserWindow | null
  contents(kind: WindowKind): WebContents | null
  send<W extends WindowKind>(kind: W, event: EventName<W>): void
  /** A key, a click or a touch in any window. */
  onInput(listener: () => void): void
  /** The app's window was minimised or hidden. */
  onMinimize(listener: () => void): void
  /** Called before the app's window closes. If the listener returns true, it is hidden instead. */
  onClose(listener: () => boolean): void
  /** Keeps all windows, including later ones, out of screenshots and recordings. */
  hideFromCapture(hide: boolean): void
}

export function windows(options: {
  readonly preloadFolder: string
  readonly stateFolder: string
  /** The path of a PNG. */
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
      // Linux doesn't take the icon from the executable.
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
    // Pages can't change the title, and can't prevent closing.
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

  /** Loading another site's page ends the old page's process. */
  async function leave(window: BrowserWindow): Promise<void> {
    try {
      await window.loadURL(awayUrl)
    } catch {
      // The page didn't unload.
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
    }
  }

  async function comeHome(kind: WindowKind, window: BrowserWindow): Promise<void> {
    if (window.isDestroyed()) return
    await window.loadURL(homeOf(kind)).catch(() => {}) // Renewed again meanwhile.
    // Removes what Chromium keeps of a page for going back, including its text fields.
    if (!window.isDestroyed()) window.webContents.navigationHistory.clear()
  }

  /** Slightly offset from the app's window, so that both can be seen and dragged. */
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
      // Calls it made earlier may still arrive while its page is being replaced.
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
