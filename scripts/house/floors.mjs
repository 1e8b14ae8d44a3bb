import { basename, dirname } from 'node:path'
import { isTest } from './sources.mjs'

/**
 * The floors of the domain and of the renderer, the lowest first. A name is a folder, or a file that
 * lies directly in the root. Each stands on those below it and imports none of its own floor or
 * above, types included: whoever changes one has to know only what is below, and what is below can
 * be read, tested and moved without what is above.
 *
 * @type {Readonly<Record<string, readonly (readonly string[])[]>>}
 */
export const floors = {
  'src/main/domain': [
    // Words that everything uses. They import nothing of the domain.
    ['ids', 'failure', 'entry', 'use-cases', 'emitter', 'stored'],
    // What is stored of people, links and mails; how an address is read.
    ['email-address', 'model'],
    // Everything that the domain asks of the outside, all of it here.
    ['ports'],
    // What use cases share: taking turns, time, the clipboard, who is signed in, how it was started.
    ['async', 'clock-guard', 'clipboard', 'session', 'launch'],
    // How often something may be done. How what is stored is encrypted, and who holds the keys.
    ['limits', 'crypto'],
    // How links and short codes look, and how they are read.
    ['links'],
    // The entries of an open vault. Mail settings, the outbox, and what becomes of its mails.
    ['vault', 'mail'],
    // What a person is told afterwards.
    ['notices'],
    // Creating an account, signing in, and changing its password or its address.
    ['accounts'],
    // Many entries at once, out of a file and into one.
    ['transfer'],
    // Vaults that a reset could not open, and opening them after all.
    ['sealed-vaults'],
    // The two ways back: a new password by mail, and an earlier copy of the data.
    ['reset', 'backup'],
    // Locking; and what concerns the program, whichever profile is open.
    ['lock', 'computer', 'updates', 'diagnostics'],
    // All of it put together, for one open profile.
    ['services'],
  ],
  'src/renderer': [
    // Texts and formats; what the preload gives the page.
    ['i18n', 'env.d'],
    // Controls, and where the person is.
    ['ui', 'stores'],
    // What several features stand on.
    ['shared'],
    // Screens.
    ['features'],
    // All of them put together; the mailbox of the demo has a window of its own.
    ['app', 'mailbox'],
    ['main'],
  ],
}

/** @typedef {import('./imports.mjs').Import} Import */

/**
 * @param {string} path
 * @returns {string | undefined} the folder right below a root that a file lies in, or the file's own
 *   path without its ending if it lies in none; undefined outside the roots, and for a test
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
 * @returns {number} counted from one; zero if it has none
 */
export const floorOf = (place) =>
  1 + (floors[rootOf(place)] ?? []).findIndex((places) => places.includes(basename(place)))

/**
 * @param {readonly Import[]} imports
 * @returns {(Import & { fromPlace: string, toPlace: string })[]} those from one folder of a
 *   root to another of the same
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
 * @param {readonly string[]} paths every file of the source
 * @param {readonly Import[]} imports
 * @returns {string[]} a line for each folder without a floor, with where to put it
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
