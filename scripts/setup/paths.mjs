import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Not `import.meta.dirname`, which the first releases of Node 20 lack.
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** @param {string[]} parts */
export const fromRoot = (...parts) => join(root, ...parts)

/** Where downloads and builds are kept, so that they survive an `npm ci`. */
export function cacheFolder(env = process.env, platform = process.platform) {
  const home = homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'latchkey')
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'latchkey', 'cache')
  }
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'latchkey')
}

/**
 * The Node that the tools run on, from the pinned `node` development dependency. Several tools need a
 * newer one than Node 20, which is enough to start these scripts.
 */
export function toolNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return fromRoot('node_modules', 'node', 'bin', file)
}

/** Electron's executable, or undefined if it isn't there. */
export function electronPath(env = process.env) {
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] || fromRoot('node_modules', 'electron', 'dist')
  const pathFile = fromRoot('node_modules', 'electron', 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const path = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(path) ? path : undefined
}

/**
 * @param {string} name of an installed package
 * @returns {{ name: string, version: string }} its manifest
 */
export function installedPackage(name) {
  return JSON.parse(readFileSync(fromRoot('node_modules', name, 'package.json'), 'utf8'))
}
