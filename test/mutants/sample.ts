/** Which mutants are tried: the same for the same seed, spread over the lines of the code. */
import { readdirSync, readFileSync } from 'node:fs'
import { fromRoot } from '../../scripts/setup/paths.mjs'
import { digest, type Mutant, mutantsOf } from './mutants.ts'

const folders = ['domain', 'adapters/crypto', 'adapters/sqlite', 'adapters/mail', 'adapters/import']

/** Every mutant there is. @param only the prefix of the paths to include */
export function allMutants(only: string): readonly Mutant[] {
  return folders
    .flatMap((folder) => filesIn(`src/main/${folder}`))
    .filter((path) => path.startsWith(only))
    .flatMap((path) => mutantsOf(path, readFileSync(fromRoot(path), 'utf8')))
}

/**
 * Takes one mutant of each line before a second of any, so that a line with many doesn't count for more. A
 * mutant's place in the order depends only on itself and the seed: a smaller sample is the beginning of a
 * larger one, and a moved file changes none.
 */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: string) {
  const inDrawnOrder = mutants
    .map((mutant) => ({ mutant, drawn: digest(seed, mutant.id) }))
    .toSorted((a, b) => (a.drawn < b.drawn ? -1 : 1))
    .map(({ mutant }) => mutant)
  const ofLine = new Map<string, number>()
  const rounds: Mutant[][] = []
  for (const mutant of inDrawnOrder) {
    const line = `${mutant.path}:${mutant.line}`
    const round = ofLine.get(line) ?? 0
    ofLine.set(line, round + 1)
    rounds[round] ??= []
    rounds[round].push(mutant)
  }
  return rounds.flat().slice(0, count)
}

export const filesIn = (folder: string) =>
  readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !/\.(test|d)\.ts$/.test(path))
    .toSorted()
