import texts from '@locales/en/desktop.json'
import { Menu, nativeImage, Tray } from 'electron'
import { asking, sessionBus, theBus } from '../dbus/connection'
import icon from './tray-icon.png?inline'

export type TrayIcon = ReturnType<typeof trayIcon>

/** The icon that stays when the app's window is closed. */
export function trayIcon(does: { open(): void; lock(): void; quit(): void }) {
  let tray: Tray | null = null
  let lockable = false

  function put(): void {
    // On Linux, a changed item only shows with a whole new menu.
    tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: texts.tray.open, click: does.open },
        { label: texts.tray.lock, enabled: lockable, click: does.lock },
        { type: 'separator' },
        { label: texts.tray.quit, click: does.quit },
      ]),
    )
  }

  return {
    set(on: boolean) {
      if (on === (tray !== null)) return
      if (tray !== null) {
        tray.destroy()
        tray = null
        return
      }
      const image = nativeImage.createFromDataURL(icon)
      // On macOS, the image's size has to fit the menu bar.
      tray = new Tray(process.platform === 'darwin' ? image.resize({ height: 18 }) : image)
      tray.setToolTip('Latchkey')
      tray.on('click', does.open)
      put()
    },
    setLockable(now: boolean) {
      lockable = now
      put()
    },
  }
}

const watcher = 'org.kde.StatusNotifierWatcher'

/** Whether this desktop shows tray icons; not every Linux desktop does. */
export async function trayWorks(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  return asking(
    sessionBus(process.env),
    async (bus) => {
      const owned = await bus.call({ ...theBus, member: 'NameHasOwner', args: [watcher] })
      if (owned?.[0] !== true) return false
      const shown = await bus.call({
        dest: watcher,
        path: '/StatusNotifierWatcher',
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        args: [watcher, 'IsStatusNotifierHostRegistered'],
      })
      return shown?.[0] === true
    },
    false,
  )
}
