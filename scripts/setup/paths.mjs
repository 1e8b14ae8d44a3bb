import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Not `import.meta.dirname`, which the first releases of Node 20 do not have.
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** @param {string[]} parts */
export const fromRoot = (...parts) => join(root, ...parts)

/** Where prepared downloads and builds survive an `npm ci`. */
export function cacheFolder(env = process.env, platform = process.platform) {
  const home = homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'latchkey')
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'latchkey', 'cache')
  }
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'latchkey')
}

/**
 * The Node that the tools run on, from the exact `node` development dependency. Several tools want
 * a newer one than the bare Node 20 which is enough to start these scripts.
 */
export function toolNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return fromRoot('node_modules', 'node', 'bin', file)
}

/** Electron's executable, or undefined when none has been provisioned. */
export function electronPath(env = process.env) {
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] || fromRoot('node_modules', 'electron', 'dist')
  const pathFile = fromRoot('node_modules', 'electron', 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const path = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(path) ? path : undefined
}

/**
 * An installed package's manifest.
 * @param {string} name
 * @returns {{ name: string, version: string }}
 */
export function installedPackage(name) {
  return JSON.parse(readFileSync(fromRoot('node_modules', name, 'package.json'), 'utf8'))
}
