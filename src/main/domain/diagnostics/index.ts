import type { Check, DiagnosticsView } from '@contract/program-models'
import { singleFlight } from '../async'
import { DomainFailure } from '../failure'
import type { Clock, Desktop } from '../ports'
import type { ComputerFacts, DatabaseChecker, Fact, LogTail } from '../ports/diagnostics'
import type { UseCases } from '../use-cases'
import { checksOf, type ProfileFacts } from './checks'

/** Enough for several days, yet short enough to read before sending it. */
const logLines = 200

interface Needs {
  readonly clock: Clock
  readonly desktop: Pick<Desktop, 'clipboard' | 'files'>
  readonly computer: ComputerFacts
  readonly database: DatabaseChecker
  readonly log: LogTail
  /** Applied to the whole report, wherever its text comes from. */
  redact(text: string): string
  /** Null: no profile is open. */
  profile(): Promise<ProfileFacts | null>
  /** The code of the problem that keeps the data from being opened. */
  problem(): string | null
}

/**
 * Anyone at this computer may see versions and checks, but not the log: it shows when emails were
 * sent, and so, right after a reset was requested, whether an address has an account. Only the
 * owner sees it, or anyone if the data can't be opened.
 */
export function diagnosticsUseCases(deps: Needs): UseCases<'diagnostics'> {
  let shown: DiagnosticsView | null = null
  // One reads the whole database file, the other starts programs: simultaneous callers share a run.
  const linkHandler = singleFlight(deps.computer.linkHandler)
  const checkDatabase = singleFlight(deps.database.check)

  async function mayReadLog(): Promise<boolean> {
    return deps.problem() !== null || ((await deps.profile())?.owner ?? false)
  }

  /** @throws DomainFailure BAD_REQUEST for another report, FORBIDDEN if its log may no longer be read */
  async function textOf(madeAt: number): Promise<string> {
    if (shown?.madeAt !== madeAt) throw new DomainFailure('BAD_REQUEST')
    const { text, withLog } = shown
    if (withLog && !(await mayReadLog())) throw new DomainFailure('FORBIDDEN')
    return text
  }

  return {
    async collect() {
      const { clock, computer } = deps
      const [facts, folder, freeBytes, links, database, profile, withLog] = await Promise.all([
        computer.facts(),
        computer.folder(),
        computer.freeBytes(),
        linkHandler(),
        checkDatabase(),
        deps.profile(),
        mayReadLog(),
      ])
      const madeAt = clock.now()
      const checks = checksOf({
        computer,
        folder,
        freeBytes,
        linkHandler: links,
        keychain: computer.keychain(),
        keychainName: computer.keychainName(),
        database,
        profile,
        now: madeAt,
      })
      const text = reportText({
        madeAt,
        facts: [...facts, ['sqlite', database.sqlite]],
        checks,
        problem: deps.problem(),
        log: withLog ? await deps.log.tail(logLines) : null,
      })
      shown = { madeAt, checks, text: deps.redact(text), withLog }
      return shown
    },
    async copy({ madeAt }) {
      deps.desktop.clipboard.write(await textOf(madeAt))
      return null
    },
    async save({ madeAt }) {
      const text = await textOf(madeAt)
      const day = new Date(madeAt).toISOString().slice(0, 10)
      const name = `latchkey-diagnostics-${day}.txt`
      return deps.desktop.files.save(name, () => new TextEncoder().encode(text))
    },
  }
}

/** Names of systems and desktops come from outside: unexpected characters are removed. */
const plain = (value: string) => value.replace(/[^\w .:+()/-]/g, '').slice(0, 80) || '-'

/**
 * The text of a report. What the screen shows is exactly what is copied and saved. Its words are
 * the same in every language, for the sake of people who help.
 *
 * @param log null: the person may not see it
 */
function reportText(report: {
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
