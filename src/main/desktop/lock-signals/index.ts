import { powerMonitor } from 'electron'
import type { LockSignals } from '../../domain/ports'
import type { Windows } from '../windows'
import { idle } from './idle'
import { linuxScreenLock, type ScreenLock } from './linux-screen-lock'

/**
 * Signals that the person may have left the computer. Electron reports sleep everywhere (on Linux from
 * logind), and screen locks on macOS and Windows.
 *
 * @param idleInstead replaces the desktop's idle seconds in tests
 */
export function electronLockSignals(
  windows: Pick<Windows, 'onInput' | 'onMinimize'>,
  idleInstead: () => number | undefined,
): LockSignals {
  const input = idle(
    () => powerMonitor.getSystemIdleTime(),
    // Not `performance`, which Node would first have to load, in the middle of a start.
    () => process.uptime() * 1000,
  )
  let screen: ScreenLock | null = null
  windows.onInput(input.input)

  return {
    async works() {
      const desktop = { idle: true, sleep: true, screenLock: true, minimize: true }
      if (process.platform !== 'linux') return desktop
      const heard = (await screen?.works()) ?? { sleep: false, screenLock: false }
      // Wayland doesn't tell a window that it was minimised.
      return { ...desktop, ...heard, minimize: process.env['XDG_SESSION_TYPE'] !== 'wayland' }
    },
    idleSeconds: () => idleInstead() ?? input.seconds(),
    listen(on) {
      input.input()
      const sleep = () => on('sleep')
      const lock = () => on('screen-lock')
      powerMonitor.on('suspend', sleep)
      powerMonitor.on('lock-screen', lock)
      // macOS: switched to another user.
      powerMonitor.on('user-did-resign-active', lock)
      const own = process.platform === 'linux' ? linuxScreenLock(lock, process.env) : null
      screen = own
      windows.onMinimize(() => on('minimize'))
      return () => {
        powerMonitor.off('suspend', sleep)
        powerMonitor.off('lock-screen', lock)
        powerMonitor.off('user-did-resign-active', lock)
        own?.stop()
        if (screen === own) screen = null
        windows.onMinimize(() => {})
      }
    },
  }
}
