import type { App } from 'electron'

/** As long as a clipboard may take before the program ends without its answer. */
const patienceMs = 1_000

/** Holds the end of the program back, once, until the clipboard is cleared of what is ours. */
export function clearBeforeQuit(app: Pick<App, 'on' | 'quit'>, clear: () => Promise<void>): void {
  let cleared = false
  app.on('will-quit', (event) => {
    if (cleared) return
    cleared = true
    event.preventDefault()
    const late = new Promise<void>((done) => setTimeout(done, patienceMs))
    // Not within the event: Electron would take it for the quit that is being held back.
    const quit = () => void setImmediate(() => app.quit())
    Promise.race([clear(), late]).then(quit, quit)
  })
}
