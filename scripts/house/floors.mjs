import { isTest } from './sources.mjs'

/**
 * The floors of `src/main/domain`, the lowest first. A name is a folder, or a file that lies
 * directly in the domain. Each stands on those below it and imports none of its own floor or
 * above, types included: whoever changes one has to know only what is below, and what is below can
 * be read, tested and moved without what is above.
 */
export const floors = [
  // Words that everything uses. They import nothing of the domain.
  ['ids', 'failure', 'entry', 'use-cases', 'emitter'],
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
]

/** @typedef {import('./imports.mjs').Import} Import */

/**
 * @param {string} path
 * @returns {string | undefined} the folder of the domain that a file lies in, or the file's own
 *   name if it lies in none; undefined outside the domain, and for a test
 */
export function placeOf(path) {
  if (isTest(path)) return undefined
  return /^src\/main\/domain\/([^/]+?)(?:\.ts$|\/)/.exec(path)?.[1]
}

/**
 * @param {string} place
 * @returns {number} counted from one; zero if it has none
 */
export const floorOf = (place) => 1 + floors.findIndex((places) => places.includes(place))

/**
 * @param {readonly Import[]} imports
 * @returns {(Import & { fromPlace: string, toPlace: string })[]} those from one folder of the
 *   domain to another
 */
export function betweenPlaces(imports) {
  return imports.flatMap((one) => {
    const [fromPlace, toPlace] = [placeOf(one.from), placeOf(one.to)]
    const crosses = fromPlace !== undefined && toPlace !== undefined && fromPlace !== toPlace
    return crosses ? [{ ...one, fromPlace, toPlace }] : []
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
 * @returns {string[]} a line for each folder of the domain without a floor, with where to put it
 */
export function withoutFloor(paths, imports) {
  const places = new Set(paths.flatMap((path) => placeOf(path) ?? []))
  const crossing = betweenPlaces(imports)
  return [...places]
    .filter((place) => floorOf(place) === 0)
    .map((place) => {
      const below = crossing.filter((one) => one.fromPlace === place).map((one) => one.toPlace)
      const lowest = 1 + Math.max(0, ...below.map(floorOf))
      const reason = below.length === 0 ? 'nothing of the domain' : [...new Set(below)].join(', ')
      return `src/main/domain/${place} has no floor. It imports ${reason}: add it to floor ${lowest} or one above in scripts/house/floors.mjs.`
    })
}
