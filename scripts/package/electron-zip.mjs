import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/**
 * Zips the installed Electron into the file that its release would be, which the packager expects. It is
 * not compressed, because it is unpacked again at once.
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
    // The upper half of the attributes holds the permissions, as Unix (3) has them.
    entries[path] = [readFileSync(file), { level: 0, os: 3, attrs: mode << 16 }]
  }
  writeFileSync(join(folder, name), zipSync(entries))
}

/**
 * Every file under a folder, as relative paths, in the same order everywhere.
 * @param {string} folder
 * @returns {string[]}
 */
export const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
