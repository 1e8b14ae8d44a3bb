import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'

/**
 * @typedef {{ version?: string, license?: string, dev?: boolean, optional?: boolean }} Locked
 * @typedef {{ name: string, version: string, licence: string, text: string }} Licence
 */

/**
 * The licence of every npm package that is shipped or that a shipped one depends on.
 * @param {Record<string, Locked>} [packages] of package-lock.json, by folder
 * @returns {Licence[]}
 */
export function licences(packages = lockedPackages()) {
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && !dev && existsSync(fromRoot(folder)))
    .map(([folder, { version = '', license = 'UNKNOWN' }]) => ({
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      text: licenceText(fromRoot(folder)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * One text file with all of them.
 * @param {readonly Licence[]} list
 */
export const licenceFile = (list) =>
  [
    'Latchkey is under the MIT licence. It brings these packages with it, or parts of them. The',
    'licences of Electron and Chromium stand in LICENSE.electron.txt and LICENSES.chromium.html.',
    ...list.flatMap(({ name, version, licence, text }) => [
      '',
      '='.repeat(78),
      `${name} ${version}: ${licence}`,
      ...(text === '' ? [] : ['', text.trim()]),
    ]),
    '',
  ].join('\n')

/** @param {string} folder */
function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8')
}

/** @returns {Record<string, Locked>} */
const lockedPackages = () =>
  JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')).packages
