import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { instrument } from './instrument.ts'
import { applied, type Mutant, mutantsOf } from './mutants.ts'
import { allMutants, sampleOf } from './sample.ts'
import { parse } from './syntax.ts'

const all = allMutants('')

function byPath(mutants: readonly Mutant[]): ReadonlyMap<string, readonly Mutant[]> {
  const paths = new Set(mutants.map(({ path }) => path))
  return new Map([...paths].map((path) => [path, mutants.filter((one) => one.path === path)]))
}

it('the code with all its mutants in it can be read, and so can each mutant of a sample', () => {
  for (const [path, mutants] of byPath(all)) {
    const text = readFileSync(fromRoot(path), 'utf8')
    expect(parse(instrument(text, mutants)), path).not.toBeNull()
  }
  for (const { path, target } of sampleOf(all, 300, '1')) {
    expect(parse(applied(readFileSync(fromRoot(path), 'utf8'), target)), target.text).not.toBeNull()
  }
})

it('every mutant has an id of its own, which no other folder and no line above changes', () => {
  expect(new Set(all.map(({ path, id }) => `${path} ${id}`)).size).toBe(all.length)
  const text = 'export const isLate = (now: number) => now > 30'
  const moved = mutantsOf('b/limit.ts', `// Moved.\n\n${text}`)
  expect(moved.map(({ id }) => id)).toEqual(mutantsOf('a/limit.ts', text).map(({ id }) => id))
})

it('a seed draws the same again, another draws others, and fewer are the first of more', () => {
  const ids = (count: number, seed: string) => sampleOf(all, count, seed).map(({ id }) => id)
  expect(ids(50, '1')).toEqual(ids(200, '1').slice(0, 50))
  expect(ids(50, '2')).not.toEqual(ids(50, '1'))
})

it('a link of a chain is changed with its whole chain, and a statement goes on with no line before it', () => {
  const text = 'const a = b\nc?.d.filter(e).f()\n'
  const mutants = mutantsOf('chain.ts', text)
  const mutated = mutants.map(({ mutated }) => mutated)
  expect(mutated).toEqual(['undefined', 'c?.d.f()', 'c.d.filter(e).f()'])
  expect(instrument(text, mutants)).toMatch(
    /\nvoid 0, \(globalThis\.isMutant\('\w+'\) \? \(undefined\)/,
  )
})
