import type { Log } from '../ports'

/**
 * Closes the app, and installs the planned update while doing so.
 *
 * @param deps.install as `Updates.install`; if it starts an installation, that reopens the app
 */
export function restart(deps: {
  readonly log: Log
  install(reopen: boolean): Promise<boolean>
  quit(): void
  relaunch(link: string | null): void
}) {
  let wanted = false
  let link: string | null = null
  return {
    /** Closes the app and opens it again. */
    now() {
      wanted = true
      deps.quit()
    },
    /**
     * Someone started the app, perhaps with a link, while it was closing: it opens again afterwards,
     * unless an update is already being installed.
     */
    again(its: string | null) {
      wanted = true
      link = its ?? link
    },
    /** Await it when the app closes. Never fails. */
    async atEnd(): Promise<void> {
      const begun = await deps.install(wanted).catch((error: unknown) => {
        deps.log.error('update', error)
        return false
      })
      // The app reopens if that was requested, whatever became of the update.
      if (wanted && !begun) deps.relaunch(link)
    },
  }
}
