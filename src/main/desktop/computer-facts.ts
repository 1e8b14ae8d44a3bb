import { constants } from 'node:fs'
import { access, readFile, stat, statfs } from 'node:fs/promises'
import { release, type as systemType, userInfo } from 'node:os'
import { app, type SafeStorage } from 'electron'
import type { ComputerFacts, Fact } from '../domain/ports/diagnostics'

/** Environment variables that tell desktops apart. */
const desktopNames = [
  ['desktop', 'XDG_CURRENT_DESKTOP'],
  ['session', 'XDG_SESSION_TYPE'],
] as const

/**
 * @param around facts found out elsewhere; Electron's own calls for them would block the app
 * @param folder the data folder of the open profile
 */
export function computerFacts(
  safeStorage: SafeStorage,
  around: Pick<ComputerFacts, 'linkHandler' | 'keychain'>,
  folder: () => string,
): ComputerFacts {
  return {
    ...around,
    sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
    packaged: app.isPackaged,
    async facts(): Promise<readonly Fact[]> {
      const { versions, arch, platform, env } = process
      return [
        ['latchkey', app.getVersion()],
        ['electron', versions.electron ?? ''],
        ['chromium', versions['chrome'] ?? ''],
        ['node', versions.node],
        ['system', (await distribution()) ?? systemType()],
        ['kernel', release()],
        ['architecture', `${platform} ${arch}`],
        ...desktopNames.map(([name, variable]): Fact => [name, env[variable] ?? '']),
        ['display', displayServer()],
        ['language', app.getLocale()],
      ]
    },
    async folder() {
      const path = folder()
      try {
        const { mode, uid } = await stat(path)
        // Windows has no such modes; the profile's folder belongs to the user there.
        const own = process.platform === 'win32' || uid === userInfo().uid
        const closed = process.platform === 'win32' || (mode & 0o077) === 0
        return { private: own && closed, writable: await mayWrite(path) }
      } catch {
        return null // It doesn't exist.
      }
    },
    async freeBytes() {
      try {
        const { bavail, bsize } = await statfs(folder())
        return bavail * bsize
      } catch {
        return null
      }
    },
    keychainName() {
      if (process.platform !== 'linux') return null
      return safeStorage.getSelectedStorageBackend()
    },
  }
}

/** What the windows actually use: a Wayland session may still show them through X11. */
function displayServer(): string {
  if (process.platform !== 'linux') return ''
  const platform = app.commandLine.getSwitchValue('ozone-platform')
  if (platform !== '') return platform
  return process.env['DISPLAY'] === undefined ? 'wayland' : 'x11'
}

async function distribution(): Promise<string | null> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(text)?.[1] ?? null
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
}
