import { basename, dirname } from 'node:path'
import { isTest } from './sources.mjs'

/**
 * The floors of the domain and of the renderer, lowest first. A name is a folder, or a file directly in
 * the root. Each may import only from the floors below its own, types included. To change one, you only
 * need to know what is below it; and it can be read, tested and moved without what is above it.
 *
 * @type {Readonly<Record<string, readonly (readonly string[])[]>>}
 */
export const floors = {
  'src/main/domain': [
    // Words that everything uses. They import nothing of the domain.
    ['ids', 'failure', 'entry', 'use-cases', 'emitter', 'stored'],
    // What is stored about people, links and emails; how an address is read.
    ['email-address', 'model'],
    // Everything that the domain needs from outside.
    ['ports'],
    // What use cases share: serializing, time, the clipboard, who is signed in, how the app was started.
    ['async', 'clock-guard', 'clipboard', 'session', 'launch'],
    // Quotas and backoff. How stored data is encrypted, and who holds the keys.
    ['limits', 'crypto'],
    // What links and short codes look like, and how they are parsed.
    ['links'],
    // The entries of an open vault. Mail settings, the outbox, and what happens to its emails.
    ['vault', 'mail'],
    // How people are told of what has happened to their account.
    ['notices'],
    // Creating an account, signing in, and changing its password or its address.
    ['accounts'],
    // Importing and exporting many entries at once.
    ['transfer'],
    // Vaults that a reset could not open, and reopening them.
    ['sealed-vaults'],
    // The two ways to recover: a new password by email, and an earlier backup of the data.
    ['reset', 'backup'],
    // Locking; and what concerns the program rather than one profile.
    ['lock', 'computer', 'updates', 'diagnostics'],
    // All of the above, for one open profile.
    ['services'],
  ],
  'src/renderer': [
    // Texts and formats; what the preload exposes to the page.
    ['i18n', 'env.d'],
    // Controls; the state that screens share.
    ['ui', 'stores'],
    // What several features share.
    ['shared'],
    // Screens.
    ['features'],
    // All of the above; the demo's mailbox, which has a window of its own.
    ['app', 'mailbox'],
    ['main'],
  ],
}

/** @typedef {import('./imports.mjs').Import} Import */

/**
 * @param {string} path
 * @returns {string | undefined} the folder directly below a root that contains the file, or the file's
 *   own path without its extension if it is in none; undefined outside the roots, and for a test
 */
export function placeOf(path) {
  const root = Object.keys(floors).find((one) => path.startsWith(`${one}/`))
  if (root === undefined || isTest(path)) return undefined
  const [name = ''] = path.slice(root.length + 1).split('/')
  return `${root}/${name.replace(/\.tsx?$/, '')}`
}

/** @param {string} place */
const rootOf = (place) => dirname(place)

/**
 * @param {string} place
 * @returns {number} counted from 1; 0 if it has none
 */
export const floorOf = (place) =>
  1 + (floors[rootOf(place)] ?? []).findIndex((places) => places.includes(basename(place)))

/**
 * @param {readonly Import[]} imports
 * @returns {(Import & { fromPlace: string, toPlace: string })[]} those from one folder of a
 *   root to another folder of the same root
 */
export function betweenPlaces(imports) {
  return imports.flatMap((one) => {
    const [fromPlace, toPlace] = [placeOf(one.from), placeOf(one.to)]
    if (fromPlace === undefined || toPlace === undefined || fromPlace === toPlace) return []
    return rootOf(fromPlace) === rootOf(toPlace) ? [{ ...one, fromPlace, toPlace }] : []
  })
}

/**
 * @param {readonly Import[]} imports
 * @returns {string[]} a line for each import that does not go down
 */
export function againstTheFloors(imports) {
  return betweenPlaces(imports)
    .map((one) => ({ ...one, own: floorOf(one.fromPlace), other: floorOf(one.toPlace) }))
    .filter(({ own, other }) => own > 0 && other >= own)
    .map(({ from, line, to, own, other }) => {
      return `${from}:${line} (floor ${own}) imports ${to} (floor ${other})`
    })
}

/**
 * @param {readonly string[]} paths every source file
 * @param {readonly Import[]} imports
 * @returns {string[]} a line for each folder without a floor, which says where to put it
 */
export function withoutFloor(paths, imports) {
  const places = new Set(paths.flatMap((path) => placeOf(path) ?? []))
  const crossing = betweenPlaces(imports)
  return [...places]
    .filter((place) => floorOf(place) === 0)
    .map((place) => {
      const below = crossing.filter((one) => one.fromPlace === place).map((one) => one.toPlace)
      const lowest = 1 + Math.max(0, ...below.map(floorOf))
      const reason =
        below.length === 0
          ? `nothing of ${rootOf(place)}`
          : [...new Set(below.map((one) => basename(one)))].join(', ')
      return `${place} has no floor. It imports ${reason}: add it to floor ${lowest} or one above in scripts/house/floors.mjs.`
    })
}
