import type { App } from 'electron'
import type { Log } from '../domain/ports'
import type { EventLog } from '../domain/ports/diagnostics'

/**
 * Writes to standard error, in development and for errors before the log in the data folder exists
 * (`adapters/log`). Messages aren't redacted: no user's data is open then, only a developer's.
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

/** Logs what ends a process. Otherwise leaves the handling of such errors unchanged. */
export function watchFaults(app: Pick<App, 'on'>, log: EventLog & { flushNow(): void }): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    log.error('uncaught', error)
    log.flushNow()
  })
  app.on('render-process-gone', (_event, _contents, { reason }) => {
    if (reason !== 'clean-exit') log.warn('a page ended', { state: reason })
  })
  app.on('child-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') log.warn('a helper process ended', { state: reason })
  })
  app.on('quit', () => log.flushNow())
}
