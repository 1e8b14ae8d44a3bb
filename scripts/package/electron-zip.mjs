import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/**
 * The Electron that is here as the file its release would be, which is what the packager takes. It
 * is not compressed: it is unpacked again at once.
 * @param {string} dist Electron's folder
 * @param {string} folder where the zip goes
 * @param {string} name of the zip
 */
export function zipElectron(dist, folder, name) {
  /** @type {import('fflate').Zippable} */
  const entries = {}
  for (const path of filesIn(dist)) {
    const file = join(dist, path)
    const { mode } = statSync(file)
    // Unix (3) rights stand in the upper half of the attributes.
    entries[path] = [readFileSync(file), { level: 0, os: 3, attrs: mode << 16 }]
  }
  writeFileSync(join(folder, name), zipSync(entries))
}

/**
 * Every file under a folder, as relative paths, in an order that is the same everywhere.
 * @param {string} folder
 * @returns {string[]}
 */
export const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
