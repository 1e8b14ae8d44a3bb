/** Mutants that behave as the code does: no test can tell them, each for the reason given. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import type { Mutant } from './mutants.ts'

interface Equivalent {
  /** Without its folder: files move. */
  readonly file: string
  readonly original: string
  readonly mutated: string
  /** Where the file has the same more than once. */
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

/** Those whose code is no more: to be taken off the list. */
export function outdated(all: readonly Mutant[]): readonly string[] {
  const there = new Set(all.map(keyOfMutant))
  return listed
    .filter((one) => !there.has(keyOf(one)))
    .map(({ file, original }) => `${file}: ${original}`)
}
