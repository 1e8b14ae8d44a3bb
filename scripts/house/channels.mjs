import { isTest, walk } from './sources.mjs'

/** @typedef {import('./sources.mjs').Source} Source */

/** What a call passes on the way to its use case, so where its name may be written. */
const bridge = /^src\/(?:contract|preload|main\/ipc)\//

const channelName = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/

/** @param {string} name `reset.send-again` becomes `resetSendAgain` */
const camel = (name) => name.replace(/[.-](.)/g, (_, letter) => letter.toUpperCase())

/**
 * Counts how often each channel's name is written between the page and its use case, either as it is or
 * as the name of the bridge's function. Each of these places has to change when the name does.
 *
 * @param {readonly Source[]} sources
 * @returns {Map<string, number>}
 */
export function channelPlaces(sources) {
  const passed = sources.filter(({ path }) => bridge.test(path) && !isTest(path))
  const names = passed.flatMap(channelsOf)
  if (names.length === 0) throw new Error('No channel names were found in src/contract.')
  const byWord = new Map(
    names.flatMap((name) => [
      [name, name],
      [camel(name), name],
    ]),
  )
  const counts = new Map(names.map((name) => [name, 0]))
  for (const word of passed.flatMap(wordsOf)) {
    const name = byWord.get(word)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/**
 * @param {Source} source
 * @returns {string[]} the channels that a file of the contract describes, from its property names
 */
function channelsOf({ path, program }) {
  /** @type {string[]} */
  const names = []
  if (!path.startsWith('src/contract/')) return names
  walk(program, (node) => {
    if (node.type !== 'Property' || node.key.type !== 'Literal') return
    const { value } = node.key
    if (typeof value === 'string' && channelName.test(value)) names.push(value)
  })
  return names
}

/**
 * @param {Source} source
 * @returns {string[]} every identifier and string in it, without comments
 */
function wordsOf({ program }) {
  /** @type {Map<number, string>} by start offset: `{ name }` is one place, though two nodes */
  const words = new Map()
  walk(program, (node) => {
    if (node.type === 'Identifier') words.set(node.start, node.name)
    if (node.type === 'Literal' && typeof node.value === 'string') words.set(node.start, node.value)
    if (node.type === 'TemplateElement') words.set(node.start, node.value.raw)
  })
  return [...words.values()]
}
