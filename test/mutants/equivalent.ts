/** Mutants that behave like the original, so that no test can notice them, each with a reason. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import type { Mutant } from './mutants.ts'

interface Equivalent {
  /** Without its folder, because files move. */
  readonly file: string
  readonly original: string
  readonly mutated: string
  /** If the file has the same change more than once. */
  readonly nth?: number
  readonly reason: string
}

const listed: readonly Equivalent[] = JSON.parse(
  readFileSync(fromRoot('test/mutants/equivalent.json'), 'utf8'),
)

const keyOf = ({ file, original, mutated, nth = 1 }: Omit<Equivalent, 'reason'>) =>
  [file, original, mutated, nth].join('\0')

const known = new Set(listed.map(keyOf))

const keyOfMutant = (mutant: Mutant) => keyOf({ ...mutant, file: basename(mutant.path) })

export const isEquivalent = (mutant: Mutant) => known.has(keyOfMutant(mutant))

/** Listed mutants whose code no longer exists, and which should be removed from the list. */
export function outdated(all: readonly Mutant[]): readonly string[] {
  const there = new Set(all.map(keyOfMutant))
  return listed
    .filter((one) => !there.has(keyOf(one)))
    .map(({ file, original }) => `${file}: ${original}`)
}
