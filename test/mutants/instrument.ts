/** Puts all mutants into a source, each behind a condition, so that one transform serves them all. */
import type { Mutant } from './mutants.ts'
import { type Node, parse, walk } from './syntax.ts'

export function instrument(text: string, mutants: readonly Mutant[]): string {
  const program = parse(text)
  if (program === null) throw new Error('the source cannot be parsed')
  return render(text, 0, text.length, mutants, statementStarts(program))
}

function render(
  text: string,
  from: number,
  to: number,
  mutants: readonly Mutant[],
  starts: ReadonlySet<number>,
): string {
  const inside = mutants.filter(({ target }) => from <= target.start && target.end <= to)
  // The outermost first: those inside it are rendered within it.
  const [first] = inside.toSorted(
    (a, b) => a.target.start - b.target.start || b.target.end - a.target.end,
  )
  if (first === undefined) return text.slice(from, to)
  const { start, end, text: mutated } = first.target
  const within = inside.filter((one) => one !== first && one.target.end <= end)
  const after = inside.filter((one) => one.target.start >= end)
  const original = render(text, start, end, within, without(starts, start))
  // A statement that begins with a bracket would continue the previous line.
  const begin = starts.has(start) ? 'void 0, ' : ''
  const chosen = `${begin}(globalThis.isMutant('${first.id}') ? (${mutated}) : (${original}))`
  return text.slice(from, start) + chosen + render(text, end, to, after, starts)
}

function statementStarts(program: Node): ReadonlySet<number> {
  const starts = new Set<number>()
  walk(program, ({ type, start }) => {
    if (type === 'ExpressionStatement') starts.add(start)
  })
  return starts
}

const without = (starts: ReadonlySet<number>, start: number) =>
  new Set([...starts].filter((one) => one !== start))
