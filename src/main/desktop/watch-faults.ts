import type { App } from 'electron'
import type { EventLog } from '../domain/ports/diagnostics'

/** What ends a process goes into the log; what happens then stays as it is. */
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
