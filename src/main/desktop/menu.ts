import texts from '@locales/en/desktop.json'
import { Menu, type MenuItemConstructorOptions } from 'electron'

/** The usual shortcuts (edit, zoom, close, quit). Never reload, and developer tools only if not packaged. */
export function setMenu(options: {
  readonly packaged: boolean
  lock(): void
  showSettings(): void
  diagnostics(): void
}) {
  const lock: MenuItemConstructorOptions = {
    id: 'lock',
    label: texts.menu.lock,
    accelerator: 'CommandOrControl+L',
    enabled: false,
    click: options.lock,
  }
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: texts.menu.settings,
    accelerator: 'CommandOrControl+,',
    enabled: false,
    click: options.showSettings,
  }
  const mac = process.platform === 'darwin'
  const menu = Menu.buildFromTemplate([
    mac ? macAppMenu(lock, settings) : fileMenu(lock, settings),
    { role: 'editMenu' },
    viewMenu(options.packaged),
    { role: 'windowMenu' },
    helpMenu(options.diagnostics, !mac),
  ])
  Menu.setApplicationMenu(menu)
  return {
    /** Whether someone is signed in, and so can lock the app or open the settings. */
    setSignedIn(signedIn: boolean) {
      for (const id of ['lock', 'settings']) {
        const item = menu.getMenuItemById(id)
        if (item) item.enabled = signedIn
      }
    },
  }
}

const separator = { type: 'separator' } as const

type Item = MenuItemConstructorOptions

const fileMenu = (lock: Item, settings: Item): Item => ({
  label: texts.menu.file,
  submenu: [lock, separator, settings, separator, { role: 'quit' }],
})

/** The items that macOS expects, with ours among them. */
const macAppMenu = (lock: Item, settings: Item): Item => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    separator,
    settings,
    separator,
    lock,
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ],
})

/** On macOS, "About" is in the app's own menu. */
const helpMenu = (diagnostics: () => void, about: boolean): Item => ({
  role: 'help',
  label: texts.menu.help,
  submenu: [
    { label: texts.menu.diagnostics, click: diagnostics },
    ...(about ? [separator, { role: 'about' } as const] : []),
  ],
})

function viewMenu(packaged: boolean): Item {
  const developer: Item[] = packaged ? [] : [separator, { role: 'toggleDevTools' }]
  return {
    role: 'viewMenu',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...developer,
    ],
  }
}
