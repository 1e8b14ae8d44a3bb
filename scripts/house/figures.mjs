import { dirname } from 'node:path/posix'
import { channelPlaces } from './channels.mjs'
import { knots, shortestCircle } from './circles.mjs'
import { betweenPlaces } from './floors.mjs'
import { importsOf } from './imports.mjs'
import { singlePairs } from './pairs.mjs'
import { filesIn, isTest, readSources } from './sources.mjs'

/** @typedef {import('./imports.mjs').Import} Import */

const fewLines = 30

/**
 * Measures the structure of the code.
 *
 * @param {string} root of the tree to measure
 */
export function figuresOf(root) {
  const all = readSources(root, ['src', 'test', 'e2e'])
  const imports = importsOf(root, all)
  const sources = all.filter(({ path }) => path.startsWith('src/') && !isTest(path))
  const sizes = sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => b.lines - a.lines)
  const channels = [...channelPlaces(all)].sort(([, a], [, b]) => b - a)
  return {
    files: sizes.length,
    lines: sizes.reduce((sum, { lines }) => sum + lines, 0),
    medianLines: median(sizes.map(({ lines }) => lines)),
    largestFile: sizes[0],
    smallFiles: sizes.filter(({ lines }) => lines <= fewLines).length,
    styleSheets: filesIn(root, 'src').filter((path) => path.endsWith('.css')).length,
    lonelyFolders: lonelyFolders(sizes.map(({ path }) => path)),
    arrowsUp: arrowsUp(imports).length,
    circles: circlesOf(imports),
    channels: channels.length,
    medianChannelPlaces: median(channels.map(([, places]) => places)),
    mostChannelPlaces: { channel: channels[0]?.[0], places: channels[0]?.[1] },
    singlePairs: singlePairs(root, all),
  }
}

/**
 * @param {readonly Import[]} imports
 * @returns {Import[]} those between two folders of a root that lead back to each other, so that
 *   neither can stand above the other
 */
function arrowsUp(imports) {
  const arrows = betweenPlaces(imports)
  const together = knots(arrows.map(({ fromPlace, toPlace }) => ({ from: fromPlace, to: toPlace })))
  return arrows.filter(({ fromPlace, toPlace }) => {
    return together.some((knot) => knot.includes(fromPlace) && knot.includes(toPlace))
  })
}

/**
 * @param {readonly Import[]} imports
 * @returns {{ files: string[], around: string[] }[]} the files of each cycle, and one way around it
 */
export function circlesOf(imports) {
  return knots(imports).map((files) => {
    const around = shortestCircle(files, imports)
    return { files, around: around.map(({ from, line, to }) => `${from}:${line} imports ${to}`) }
  })
}

/**
 * @param {readonly string[]} paths
 * @returns {number} how many folders hold a single source file and nothing else
 */
function lonelyFolders(paths) {
  const folders = paths.map((path) => dirname(path))
  return folders.filter((folder, own) => {
    return !folders.some((other, at) => at !== own && `${other}/`.startsWith(`${folder}/`))
  }).length
}

/**
 * @param {readonly number[]} numbers
 * @returns {number} 0 if there are none
 */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
  return (upper + lower) / 2
}
