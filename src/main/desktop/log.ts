import type { Log } from '../domain/ports'

/**
 * To standard error, in development and for what goes wrong before there is a log in the data folder
 * (`adapters/log`). Whole messages: nobody's data but a developer's is near.
 */
export const stderrLog: Log = {
  error(what, error) {
    const detail = described(error)
    process.stderr.write(`latchkey: ${what}${detail && `\n${detail}`}\n`)
  },
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const own = `${error.name}: ${error.stack ?? error.message}`
  const cause = described(error.cause)
  return cause === '' ? own : `${own}\nbecause of ${cause}`
}
