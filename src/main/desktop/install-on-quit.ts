import type { App } from 'electron'

/** Unpacking takes its time on a slow disk; after this long the program ends all the same. */
const patienceMs = 240_000

/**
 * Holds the end of the program back while an update that was planned is installed. The windows are
 * closed by then: nothing is interrupted, and nothing ends the program for it.
 *
 * @param install resolves at once when nothing is planned
 */
export function installOnQuit(
  app: Pick<App, 'on' | 'quit'>,
  install: () => Promise<unknown>,
): void {
  let state: 'before' | 'now' | 'done' = 'before'
  const finished = () => {
    state = 'done'
    // Not within the event: Electron would take it for the quit that is being held back.
    setImmediate(() => app.quit())
  }
  app.on('will-quit', (event) => {
    if (state === 'done') return
    // Another one that held the end back lets go: it is not yet the end.
    event.preventDefault()
    if (state === 'now') return
    state = 'now'
    const late = new Promise<void>((done) => setTimeout(done, patienceMs))
    Promise.race([install(), late]).then(finished, finished)
  })
}
