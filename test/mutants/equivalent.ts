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
  readonly reason: string
}

const listed: readonly Equivalent[] = JSON.parse(
  readFileSync(fromRoot('test/mutants/equivalent.json'), 'utf8'),
)

const keyOf = (file: string, original: string, mutated: string) =>
  [basename(file), ...[original, mutated].map((text) => text.replace(/\s+/g, ' ').trim())].join(
    '\0',
  )

const reasons = new Map(
  listed.map(({ file, original, mutated, reason }) => [keyOf(file, original, mutated), reason]),
)

export const isEquivalent = ({ path, original, mutated }: Mutant) =>
  reasons.has(keyOf(path, original, mutated))

/** Those whose code is no more: to be taken off the list. */
export function outdated(all: readonly Mutant[]): readonly string[] {
  const there = new Set(all.map(({ path, original, mutated }) => keyOf(path, original, mutated)))
  return listed
    .filter(({ file, original, mutated }) => !there.has(keyOf(file, original, mutated)))
    .map(({ file, original }) => `${file}: ${original}`)
}
