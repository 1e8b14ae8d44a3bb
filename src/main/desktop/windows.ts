import { join } from 'node:path'
import type { WindowKind } from '@contract/channels'
import { BrowserWindow, nativeTheme, screen, type WebContents, type WebPreferences } from 'electron'
import { appUrl } from './app-protocol'
import { initialSize, keepWindow, minimumSize, restoreWindow } from './window-state'

/** As `--bg` of the renderer's token sheet, so that a window opens without a flash. */
const background = { light: '#f7f5f2', dark: '#151413' }

const cascade = 48

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
})

/** The app's window and the demo mailbox's: at most one each. */
export interface Windows {
  /** Opens it, or brings it to the front. */
  show(kind: WindowKind): void
  /** Opens it behind the one that has the focus, and leaves an open one alone. */
  showQuietly(kind: WindowKind): void
  close(kind: WindowKind): void
  contents(kind: WindowKind): WebContents | null
  send(kind: WindowKind, event: string): void
}

export function windows(options: {
  readonly preloadFolder: string
  readonly stateFolder: string
}): Windows {
  const open = new Map<WindowKind, BrowserWindow>()

  function create(kind: WindowKind, quietly: boolean): void {
    const file = join(options.stateFolder, `window-${kind}.json`)
    const state = restoreWindow(file, screen)
    const window = new BrowserWindow({
      ...initialSize,
      ...minimumSize,
      ...(state?.bounds ?? besideApp(kind)),
      show: false,
      title: 'Latchkey',
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      webPreferences: preferences(
        join(options.preloadFolder, kind === 'app' ? 'index.cjs' : 'mailbox.cjs'),
      ),
    })
    if (state?.maximized) window.maximize()
    keepWindow(file, window)
    window.once('ready-to-show', () => (quietly ? window.showInactive() : window.show()))
    window.on('closed', () => open.delete(kind))
    open.set(kind, window)
    void window.loadURL(appUrl(kind === 'app' ? 'index' : 'mailbox'))
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
      if (!window) return create(kind, false)
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    showQuietly(kind) {
      if (!open.has(kind)) create(kind, true)
    },
    close: (kind) => open.get(kind)?.close(),
    contents: (kind) => open.get(kind)?.webContents ?? null,
    send: (kind, event) => open.get(kind)?.webContents.send(event),
  }
}
