/** The results so far, also of earlier runs: one line of JSON each, written as soon as it is known. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { TestFile } from './lane.ts'

export interface Result {
  readonly kind: 'mutant'
  readonly id: string
  readonly status: 'killed' | 'timeout' | 'survived' | 'unreached'
  /** The test that noticed the mutant. */
  readonly by?: string
  readonly ms: number
}

/** Which mutants of the sample a test file reaches; valid until either of them changes. */
export interface Reach extends TestFile {
  readonly kind: 'reach'
  readonly of: string
}

export function results(path: string, fresh: boolean) {
  mkdirSync(dirname(path), { recursive: true })
  if (fresh) rmSync(path, { force: true })
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const known = lines.flatMap((line) => parsed(line))
  const mutants = new Map<string, Result>()
  const reach = new Map<string, Reach>()
  for (const one of known) keep(one)

  function keep(one: Result | Reach): void {
    if (one.kind === 'mutant') mutants.set(one.id, one)
    else reach.set(one.of, one)
  }

  return {
    mutants,
    reach,
    add(one: Result | Reach): void {
      keep(one)
      appendFileSync(path, `${JSON.stringify(one)}\n`)
    },
  }
}

/** A kill may have cut the last line short. */
function parsed(line: string): readonly (Result | Reach)[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
