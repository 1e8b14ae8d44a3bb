import { dirname, join, relative } from 'node:path'
import { ResolverFactory } from 'oxc-resolver'
import { alias } from '../aliases.mjs'
import { root as here } from '../setup/paths.mjs'
import { walk } from './sources.mjs'

/**
 * @typedef {object} Import one file imports another
 * @property {string} from
 * @property {string} to
 * @property {number} line of the first such import in `from`
 */

/**
 * Every import between the given files, each pair of files once. A type counts as much as a value: to
 * read one file, you have to know the other. Imports from elsewhere (packages, texts, style sheets) are
 * left out.
 *
 * @param {string} root
 * @param {readonly import('./sources.mjs').Source[]} sources
 * @returns {Import[]}
 */
export function importsOf(root, sources) {
  const resolve = resolverFor(root)
  const known = new Set(sources.map(({ path }) => path))
  return sources.flatMap((source) => {
    /** @type {Map<string, Import>} */
    const found = new Map()
    for (const { request, start } of requestsOf(source)) {
      const to = resolve(source.path, request)
      if (to === undefined || !known.has(to) || found.has(to)) continue
      found.set(to, { from: source.path, to, line: lineAt(source.text, start) })
    }
    return [...found.values()]
  })
}

/**
 * Static and dynamic imports, re-exports, and types by `import('…')`: only these have a `source`.
 *
 * @param {import('./sources.mjs').Source} source
 * @returns {{ request: string, start: number }[]} in the order of the text
 */
function requestsOf({ program }) {
  /** @type {{ request: string, start: number }[]} */
  const requests = []
  walk(program, (node) => {
    const source = 'source' in node ? node.source : null
    // A dynamic import of a computed path (one test has one, in a page) can't be resolved here.
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return
    requests.push({ request: source.value, start: source.start })
  })
  return requests.sort((a, b) => a.start - b.start)
}

/**
 * @param {string} root of the tree to measure, which may not be this one
 * @returns {(from: string, request: string) => string | undefined} the file that a request resolves
 *   to, relative to the root, or undefined for a package
 */
export function resolverFor(root) {
  const own = Object.entries(alias).map(([name, path]) => [
    name,
    [join(root, relative(here, path))],
  ])
  const resolver = new ResolverFactory({
    alias: Object.fromEntries(own),
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    symlinks: false,
  })
  return (from, request) => {
    const isOurs = request.startsWith('.') || own.some(([name]) => request.startsWith(`${name}/`))
    if (!isOurs) return undefined
    const { path, error } = resolver.sync(join(root, dirname(from)), request)
    // Skipping an import could hide a cycle.
    if (path === undefined) throw new Error(`${from} imports ${request}: ${error}`)
    return relative(root, path).replaceAll('\\', '/').replace(/\?.*$/, '')
  }
}

/**
 * @param {string} text
 * @param {number} offset
 */
const lineAt = (text, offset) => text.slice(0, offset).split('\n').length
