import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

/**
 * @typedef {object} Source a parsed source file
 * @property {string} path relative to the measured root, with forward slashes
 * @property {string} text
 * @property {import('oxc-parser').Program} program
 * @property {import('oxc-parser').EcmaScriptModule} module
 */

const code = /\.(?:ts|tsx|mjs)$/

/** @param {string} path */
export const isTest = (path) => /\.test\.tsx?$|^src\/renderer\/test\//.test(path)

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} every file in it, relative to the root, sorted
 */
export function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

/**
 * @param {string} root
 * @param {readonly string[]} folders missing ones are skipped
 * @returns {Source[]}
 */
export function readSources(root, folders) {
  const there = new Set(readdirSync(root))
  return folders
    .filter((folder) => there.has(folder))
    .flatMap((folder) => filesIn(root, folder))
    .filter((path) => code.test(path))
    .map((path) => parse(root, path))
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Source}
 */
function parse(root, path) {
  const text = readFileSync(join(root, path), 'utf8')
  const { program, module, errors } = parseSync(posix.basename(path), text)
  const [error] = errors
  // A partly parsed file would lack imports, and the figures would look better than they are.
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`)
  return { path, text, program, module }
}

/**
 * Visits a node and all its descendants. The parser's own visitor needs a newer Node than Electron 33
 * has, which runs the tests if no newer Electron is available.
 *
 * @param {import('oxc-parser').Node} node
 * @param {(node: import('oxc-parser').Node) => void} visit
 */
export function walk(node, visit) {
  visit(node)
  for (const child of Object.values(node).flat()) {
    if (typeof child?.type === 'string') walk(child, visit)
  }
}
