import type { Check } from '@contract/diagnostics-models'
import type { Fact } from './ports'

/** Names of systems and desktops come from outside: what else they hold is left out. */
const plain = (value: string) => value.replace(/[^\w .:+()/-]/g, '').slice(0, 80) || '-'

/**
 * The text of a report: what is read on the screen is, to the letter, what is copied and saved. It is
 * for whoever helps, so its words stay the same in every language.
 *
 * @param log null: not shown to who asks
 */
export function reportText(report: {
  readonly madeAt: number
  readonly facts: readonly Fact[]
  readonly checks: readonly Check[]
  readonly problem: string | null
  readonly log: readonly string[] | null
}): string {
  const { madeAt, facts, checks, problem, log } = report
  return [
    'Latchkey diagnostics',
    `made: ${new Date(madeAt).toISOString()}`,
    ...(problem === null ? [] : [`problem: ${problem}`]),
    '',
    'VERSIONS',
    ...facts.map(([name, value]) => `${name}: ${plain(value)}`),
    '',
    'CHECKS',
    ...checks.map(({ name, state, detail }) =>
      `${name}: ${state} ${detail && `(${plain(detail)})`}`.trimEnd(),
    ),
    '',
    'LOG',
    ...(log === null ? ['only in the owner’s report'] : log.length > 0 ? log : ['empty']),
    '',
  ].join('\n')
}
