import type { Deps } from '../deps'
import type { BackupFile, BackupReason } from './backup-store'
import { budget, dailyIsDue, outlived } from './retention'

type Needs = Pick<Deps, 'accounts' | 'backups' | 'clock' | 'later' | 'log'>

/** After a start there are better things to do first. */
const firstLookMs = 5_000
/** Timers sleep with the computer and clocks jump: looking often is surer than a timer of a day. */
const lookEveryMs = 3_600_000

/**
 * Makes a backup; then those that have served their time go.
 *
 * @param spared one that is needed still
 */
export async function makeBackup(
  { backups, clock }: Pick<Deps, 'backups' | 'clock'>,
  reason: BackupReason,
  spared?: string,
): Promise<BackupFile> {
  const made = await backups.make(reason, clock.now())
  const all = await backups.list()
  const bytes = budget({ ...(await backups.room()), backups: all })
  for (const old of outlived(all, clock.now(), bytes)) {
    if (old.id !== made.id && old.id !== spared) await backups.remove(old.id)
  }
  return made
}

export interface DailyBackups {
  stop(): void
  /** Resolves when none is being made. */
  idle(): Promise<void>
}

/** One a day while the app runs, and at a start after a day without one. */
export function dailyBackups(deps: Needs): DailyBackups {
  let cancel = deps.later(look, firstLookMs)
  let making: Promise<void> = Promise.resolve()

  function look(): void {
    cancel = deps.later(look, lookEveryMs)
    making = makeIfDue()
  }

  async function makeIfDue(): Promise<void> {
    try {
      // Without an account there is nothing to lose.
      if (!deps.accounts.any()) return
      if (dailyIsDue(await deps.backups.list(), deps.clock.now())) await makeBackup(deps, 'daily')
    } catch (error) {
      // A full disk, say: the next look tries again.
      deps.log.error('daily backup', error)
    }
  }

  return { stop: () => cancel(), idle: () => making }
}
