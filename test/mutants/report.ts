/** The final report: the survivors, and the score. */
import type { Mutant } from './mutants.ts'
import type { Result } from './results.ts'

export interface Verdict {
  readonly mutant: Mutant
  readonly status: Result['status'] | 'equivalent' | 'not run'
  /** The tests that reach it. */
  readonly tests: readonly string[]
}

const survives = ({ status }: Verdict) => status === 'survived' || status === 'unreached'

export function survivorLines({ mutant, tests }: Verdict): readonly string[] {
  return [
    `${mutant.path}:${mutant.line}`,
    ...mutant.original.split('\n').map((line) => `- ${line}`),
    ...mutant.mutated.split('\n').map((line) => `+ ${line}`),
    tests.length === 0 ? '  no test reaches it' : `  reached by ${tests.join(', ')}`,
    '',
  ]
}

export function report(verdicts: readonly Verdict[]): readonly string[] {
  const count = (...wanted: readonly Verdict['status'][]) =>
    verdicts.filter(({ status }) => wanted.includes(status)).length
  const killed = count('killed', 'timeout')
  const counting = killed + count('survived', 'unreached')
  const score = counting === 0 ? 0 : (100 * killed) / counting
  return [
    ...verdicts.filter(survives).flatMap(survivorLines),
    `${verdicts.length} mutants: ${killed} killed (${count('timeout')} by timeout), ` +
      `${count('survived', 'unreached')} survived (${count('unreached')} of them not reached by any test), ` +
      `${count('equivalent')} equivalent, ${count('not run')} not run`,
    `score: ${score.toFixed(1)} %`,
  ]
}

export const passes = (verdicts: readonly Verdict[]) => !verdicts.some(survives)
