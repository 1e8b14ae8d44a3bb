import type { Log } from '../ports'

/** Closes the app, and installs the planned update while doing so. */
export interface Restart {
  /** Closes the app and opens it again. */
  now(): void
  /**
   * Someone started the app, perhaps with a link, while it was closing: it opens again afterwards,
   * unless an update is already being installed.
   */
  again(link: string | null): void
  /** Await it when the app closes. Never fails. */
  atEnd(): Promise<void>
}

/** @param deps.install as `Updates.install`; if it starts an installation, that reopens the app */
export function restart(deps: {
  readonly log: Log
  install(reopen: boolean): Promise<boolean>
  quit(): void
  relaunch(link: string | null): void
}): Restart {
  let wanted = false
  let link: string | null = null
  return {
    now() {
      wanted = true
      deps.quit()
    },
    again(its) {
      wanted = true
      link = its ?? link
    },
    async atEnd() {
      const begun = await deps.install(wanted).catch((error: unknown) => {
        deps.log.error('update', error)
        return false
      })
      // The app reopens if that was requested, whatever became of the update.
      if (wanted && !begun) deps.relaunch(link)
    },
  }
}
