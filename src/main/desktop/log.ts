import type { Log } from '../domain/ports'

/** To standard error: what went wrong and where, never an argument's content. */
export const stderrLog: Log = {
  error(what, error) {
    const detail = error instanceof Error ? `${error.name}: ${error.stack ?? error.message}` : ''
    process.stderr.write(`latchkey: ${what}${detail && `\n${detail}`}\n`)
  },
}
