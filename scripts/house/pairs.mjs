import { resolverFor } from './imports.mjs'
import { isTest, walk } from './sources.mjs'

/** @typedef {import('./sources.mjs').Source} Source */

const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/**
 * Interfaces of main that exactly one function returns, in the same file: the function's inferred type
 * would say the same. Those in `domain/ports` are what the domain needs from outside, and stay.
 *
 * @param {string} root
 * @param {readonly Source[]} sources
 * @returns {string[]} `file: name`
 */
export function singlePairs(root, sources) {
  const find = finderOf(root, sources)
  /** @type {Map<string, string[]>} the files of the functions that return it, by interface */
  const makers = new Map()
  for (const source of sources.filter(({ path }) => /^(?:src|test)\//.test(path))) {
    for (const name of returnedTypes(source)) {
      const type = find(source.path, name)
      if (type !== undefined) makers.set(type, [...(makers.get(type) ?? []), source.path])
    }
  }
  return sources
    .filter(({ path }) => path.startsWith('src/main/') && !isTest(path))
    .filter(({ path }) => !path.startsWith('src/main/domain/ports/'))
    .flatMap((source) => {
      return interfacesOf(source)
        .filter((name) => {
          const files = makers.get(`${source.path}: ${name}`) ?? []
          return files.length === 1 && files[0] === source.path
        })
        .map((name) => `${source.path}: ${name}`)
    })
}

/**
 * @param {Source} source
 * @returns {string[]}
 */
function interfacesOf({ program }) {
  /** @type {string[]} */
  const names = []
  walk(program, (node) => {
    if (node.type === 'TSInterfaceDeclaration') names.push(node.id.name)
  })
  return names
}

/** @param {import('oxc-parser').TSType | undefined} type */
function nameOf(type) {
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined
  return type.typeName.name
}

/**
 * @param {Source} source
 * @returns {string[]} the types that its functions declare to return or promise, if each is one name
 */
function returnedTypes({ program }) {
  /** @type {string[]} */
  const names = []
  walk(program, (node) => {
    let type = 'returnType' in node ? node.returnType?.typeAnnotation : undefined
    if (!functions.includes(node.type) || type === undefined) return
    if (nameOf(type) === 'Promise' && 'typeArguments' in type) type = type.typeArguments?.params[0]
    const name = nameOf(type)
    if (name !== undefined) names.push(name)
  })
  return names
}

/**
 * @param {string} root
 * @param {readonly Source[]} sources
 * @returns {(path: string, name: string) => string | undefined} finds the interface that a name refers
 *   to in a file, as `file: name`
 */
function finderOf(root, sources) {
  const resolve = resolverFor(root)
  const files = new Map(sources.map((source) => [source.path, source]))
  const interfaces = new Set(
    sources.flatMap((source) => interfacesOf(source).map((name) => `${source.path}: ${name}`)),
  )
  /** @type {(path: string, name: string) => string | undefined} */
  const find = (path, name) => {
    if (interfaces.has(`${path}: ${name}`)) return `${path}: ${name}`
    for (const { moduleRequest, entries } of files.get(path)?.module.staticImports ?? []) {
      const entry = entries.find(({ localName }) => localName.value === name)
      const to = entry && resolve(path, moduleRequest.value)
      if (to !== undefined) return exported(to, entry?.importName.name ?? name)
    }
    return undefined
  }
  /** @type {(path: string, name: string) => string | undefined} */
  const exported = (path, name) => {
    const entries = (files.get(path)?.module.staticExports ?? []).flatMap((one) => one.entries)
    for (const { exportName, importName, localName, moduleRequest } of entries) {
      const everything = exportName.kind === 'None' && moduleRequest !== null
      if (exportName.name !== name && !everything) continue
      if (moduleRequest === null) return find(path, localName.name ?? name)
      const to = resolve(path, moduleRequest.value)
      const found = to && exported(to, everything ? name : (importName.name ?? name))
      if (found) return found
    }
    return undefined
  }
  return find
}
