/** Vite's own parser, and a walk over the code that runs, skipping types. */
import { parseSync } from 'vite'

export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** The ancestors of a node, the nearest first. */
export type Around = readonly Node[]

/** Types that contain an expression. */
const transparent = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'])

/** @returns null if the text is not TypeScript */
export function parse(text: string): Node | null {
  const { program, errors } = parseSync('source.ts', text)
  return errors.length === 0 ? (program as unknown as Node) : null
}

export function walk(node: Node, visit: (node: Node, around: Around) => void, around: Around = []) {
  visit(node, around)
  for (const child of childrenThatRun(node)) walk(child, visit, [node, ...around])
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

export function childOf(node: Node, key: string): Node | null {
  const child = node[key]
  return isNode(child) ? child : null
}

function childrenThatRun(node: Node): readonly Node[] {
  return Object.entries(node)
    .filter(([key]) => !isName(node, key))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
    .filter(({ type }) => runs(type))
}

/** Names are not values, nor are module names; a shorthand's name repeats its value. */
function isName(node: Node, key: string): boolean {
  if (key === 'key') return node['computed'] !== true
  if (key === 'source') return true
  return key === 'property' && node.type === 'MemberExpression' && node['computed'] !== true
}

function runs(type: string): boolean {
  if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration') return false
  return !type.startsWith('TS') || transparent.has(type)
}
