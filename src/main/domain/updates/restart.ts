import type { Log } from '../ports'

/** The end of the program, with what was planned installed in it. */
export interface Restart {
  /** Ends the program, to open it again. */
  now(): void
  /**
   * It was started again, perhaps by a link, while it ends: it opens again after that, unless an
   * update is being installed already.
   */
  again(link: string | null): void
  /** To be waited for at the end of the program. Never fails. */
  atEnd(): Promise<void>
}

/** @param deps.install as `Updates.install`: where it begins something, that opens the program again */
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
      // Whoever asked for it gets it, whatever became of the update.
      if (wanted && !begun) deps.relaunch(link)
    },
  }
}
