/** The mistakes that people make: what may replace an expression. */
import { type Around, childOf, type Node } from './syntax.ts'

/** New text for a part of the source. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly text: string
}

type Mutator = (node: Node, source: Source, around: Around) => readonly Change[]

type Source = (node: Node) => string

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
}

const methods: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
  min: 'max',
  max: 'min',
}

/** Leaving out one of these calls leaves the object it is called on. */
const leftOut = new Set(['filter', 'slice', 'trim', 'sort', 'reverse', 'concat', 'normalize'])

const instead = (node: Node, text: string): Change => ({ start: node.start, end: node.end, text })

const operator: Mutator = (node, source, [parent]) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')]
  if (left === null || right === null) return []
  if (node['operator'] === '+' && [left, right].some(isText)) return []
  const others = operators[`${node['operator']}`] ?? []
  // An operand of `??` that is itself a logical expression must be in brackets.
  const mixes = node['operator'] === '??'
  const side = (one: Node) =>
    mixes && one.type === 'LogicalExpression' ? `(${source(one)})` : source(one)
  return others.map((other) => {
    const text = `${side(left)} ${other} ${side(right)}`
    return instead(node, mixes && parent?.type === 'LogicalExpression' ? `(${text})` : text)
  })
}

const isText = ({ type, value }: Node) => type === 'TemplateLiteral' || typeof value === 'string'

/** Never makes a loop endless, which would tell us nothing. */
const condition: Mutator = (node) => {
  const test = childOf(node, 'test')
  if (test === null || test.type === 'Literal') return []
  if (['WhileStatement', 'ForStatement'].includes(node.type)) return [instead(test, 'false')]
  return [instead(test, 'true'), instead(test, 'false')]
}

const unary: Mutator = (node, source) => {
  const argument = childOf(node, 'argument')
  const known = ['!', '-'].includes(`${node['operator']}`)
  return known && argument !== null ? [instead(node, source(argument))] : []
}

const literal: Mutator = (node, _, [parent]) => {
  const { value } = node
  if (typeof value === 'boolean') return [instead(node, `${!value}`)]
  if (typeof value === 'number') return [instead(node, `${value + 1}`)]
  const isDirective = parent?.type === 'ExpressionStatement'
  if (typeof value !== 'string' || isDirective) return []
  return [instead(node, value === '' ? "'mutated'" : "''")]
}

const template: Mutator = (node, _, [parent]) =>
  parent?.type === 'TaggedTemplateExpression' ? [] : [instead(node, '``')]

const statement: Mutator = (node) => {
  const expression = childOf(node, 'expression')
  const waits = expression?.type === 'AwaitExpression' || expression?.['operator'] === 'void'
  const inner = expression !== null && waits ? childOf(expression, 'argument') : expression
  if (expression === null || inner === null) return []
  const does = ['CallExpression', 'ChainExpression', 'AssignmentExpression'].includes(inner.type)
  const isParent = childOf(inner, 'callee')?.type === 'Super'
  return does && !isParent ? [instead(expression, 'undefined')] : []
}

const awaiting: Mutator = (node, source) => {
  const argument = childOf(node, 'argument')
  return argument === null ? [] : [instead(node, source(argument))]
}

const returned: Mutator = (node) => {
  const value = childOf(node, node.type === 'ReturnStatement' ? 'argument' : 'body')
  if (value === null || ['BlockStatement', 'CallExpression'].includes(value.type)) return []
  if (value.type === 'Literal' || value.type === 'ArrowFunctionExpression') return []
  return [instead(value, value.type === 'ArrayExpression' ? '[]' : 'undefined')]
}

const method: Mutator = (node, source) => {
  const callee = childOf(node, 'callee')
  const [object, property] =
    callee?.type === 'MemberExpression'
      ? [childOf(callee, 'object'), childOf(callee, 'property')]
      : [null, null]
  if (object === null || property === null) return []
  const name = source(property)
  if (leftOut.has(name)) return [instead(node, source(object))]
  const other = Object.hasOwn(methods, name) ? methods[name] : undefined
  return other === undefined ? [] : [instead(property, other)]
}

/** Removes the question mark of one link of a chain. */
const optional: Mutator = (node, source) => {
  if (node['optional'] !== true) return []
  const inner = childOf(node, node.type === 'CallExpression' ? 'callee' : 'object')
  if (inner === null) return []
  const rest = source(node).slice(inner.end - node.start)
  const plain = node.type === 'CallExpression' || node['computed'] === true ? '' : '.'
  return [instead(node, source(inner) + rest.replace('?.', plain))]
}

const byType: Readonly<Record<string, readonly Mutator[]>> = {
  BinaryExpression: [operator],
  LogicalExpression: [operator],
  AssignmentExpression: [operator],
  IfStatement: [condition],
  ConditionalExpression: [condition],
  WhileStatement: [condition],
  ForStatement: [condition],
  UnaryExpression: [unary],
  Literal: [literal],
  TemplateLiteral: [template],
  ExpressionStatement: [statement],
  AwaitExpression: [awaiting],
  ReturnStatement: [returned],
  ArrowFunctionExpression: [returned],
  CallExpression: [method, optional],
  MemberExpression: [optional],
}

export function changesAt(node: Node, around: Around, text: string): readonly Change[] {
  const source: Source = ({ start, end }) => text.slice(start, end)
  const mutators = byType[node.type] ?? []
  return mutators.flatMap((mutator) => mutator(node, source, around))
}
