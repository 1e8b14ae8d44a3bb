/** All mutants of a source file, each with an id that survives a move of the file. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Change, changesAt } from './mutators.ts'
import { type Around, childOf, type Node, parse, walk } from './syntax.ts'

export interface Mutant {
  /** A hash of the file's name and the lines before and after the change, not of folder or line number. */
  readonly id: string
  readonly path: string
  readonly line: number
  /** The lines that change, before the change. */
  readonly original: string
  readonly mutated: string
  /** 1, or the number of this mutant among several that change the same text in the same way. */
  readonly nth: number
  /** An expression, and what replaces it while this mutant is active. */
  readonly target: Change
}

export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const program = parse(text)
  if (program === null) throw new Error(`${path} cannot be parsed`)
  const found = new Map<string, Mutant>()
  const ids = new Set<string>()
  walk(program, (node, around) => {
    for (const change of changesAt(node, around, text)) {
      const target = targetOf(change, node, around, text)
      const key = `${target.start} ${target.end} ${target.text}`
      // The same change by two mutators is one mutant; the same change twice on one line is two.
      if (found.has(key)) continue
      const one = mutant(path, text, target, ids)
      ids.add(one.id)
      found.set(key, one)
    }
  })
  return [...found.values()]
}

export const applied = (text: string, { start, end, text: mutated }: Change) =>
  text.slice(0, start) + mutated + text.slice(end)

/**
 * The expression that a condition can choose. It can't be a link of a chain, because `a?.b.c` ends at `a`
 * and `(a?.b).c` doesn't; it is the whole chain then.
 */
function targetOf(change: Change, node: Node, around: Around, text: string): Change {
  const own = change.start === node.start && change.end === node.end
  let target = own || !contains(node, change) || holdsExpression(node) ? null : node
  let below = node
  for (const above of around) {
    if (!linksTo(above, below)) break
    if (above.type === 'ChainExpression') target = above
    below = above
  }
  if (target === null) return change
  const mutated = applied(text, change).slice(target.start, target.end + growth(change))
  return { start: target.start, end: target.end, text: mutated }
}

const growth = ({ start, end, text }: Change) => text.length - (end - start)

const contains = ({ start, end }: Node, change: Change) =>
  start <= change.start && change.end <= end

/** Statements and functions in which the changed part is an expression of its own. */
const holdsExpression = ({ type }: Node) =>
  type.endsWith('Statement') || type === 'ConditionalExpression' || type.startsWith('Arrow')

function linksTo(above: Node, below: Node): boolean {
  if (above.type === 'ChainExpression') return true
  const link = { CallExpression: 'callee', MemberExpression: 'object' }[above.type]
  if (above.type === 'TSNonNullExpression') return true
  return link !== undefined && childOf(above, link) === below
}

function mutant(path: string, text: string, target: Change, seen: ReadonlySet<string>): Mutant {
  const from = text.lastIndexOf('\n', target.start - 1) + 1
  const lineEnd = text.indexOf('\n', target.end)
  const to = lineEnd === -1 ? text.length : lineEnd
  const original = text.slice(from, to)
  const mutated = applied(text, target).slice(from, to + growth(target))
  const line = text.slice(0, from).split('\n').length
  const idOf = (nth: number) =>
    digest(basename(path), original, mutated, ...(nth === 1 ? [] : [`${nth}`]))
  let nth = 1
  while (seen.has(idOf(nth))) nth += 1
  return { id: idOf(nth), path, line, original, mutated, nth, target }
}

export const digest = (...parts: readonly string[]) =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12)
