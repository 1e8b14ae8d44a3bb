/**
 * The order in which the tests of a mutant are tried: first those likely to notice it soon. That changes how
 * long a run takes, never its result: a mutant survives only once all its tests have passed.
 */
import { dirname } from 'node:path'
import type { Mutant } from './mutants.ts'
import type { Reach, Result } from './results.ts'

/** @param known the results so far, which grow during a run */
export function likelyFirst(
  { path }: Mutant,
  tests: readonly Reach[],
  sample: readonly Mutant[],
  known: ReadonlyMap<string, Result>,
): readonly Reach[] {
  const noticed = noticedBy(path, sample, known)
  const costOf = ({ test, ms }: Reach) =>
    ms / (1 + (noticed.get(test) ?? 0) + 4 * sharedWords(path, test))
  return tests.toSorted((a, b) => costOf(a) - costOf(b))
}

/** How often each test noticed a mutant of the same file (worth more) or folder. */
function noticedBy(
  path: string,
  sample: readonly Mutant[],
  known: ReadonlyMap<string, Result>,
): ReadonlyMap<string, number> {
  const noticed = new Map<string, number>()
  for (const other of sample) {
    const [test] = known.get(other.id)?.by?.split(':') ?? []
    if (test === undefined || dirname(other.path) !== dirname(path)) continue
    noticed.set(test, (noticed.get(test) ?? 0) + (other.path === path ? 8 : 2))
  }
  return noticed
}

/** A test is mostly named after what it tests. */
function sharedWords(path: string, test: string): number {
  const words = new Set(wordsOf(path))
  return wordsOf(test).filter((word) => words.has(word)).length
}

const everywhere = new Set(['src', 'main', 'test', 'domain', 'adapters', 'ts'])
const wordsOf = (path: string) => path.split(/[^a-z]+/).filter((word) => !everywhere.has(word))
