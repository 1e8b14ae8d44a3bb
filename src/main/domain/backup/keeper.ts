import type { Ports } from '../ports'
import type { BackupFile, BackupReason } from '../ports/backup-store'

const dayMs = 24 * 3_600_000

/** How many of each reason are kept. */
const kept: Record<BackupReason, number> = { daily: 7, restore: 3, asked: 3 }

/** The newest of these stays, however large it is, until there is another. */
const always: ReadonlySet<BackupReason> = new Set(['daily', 'restore', 'asked'])

/**
 * How many bytes all of them may take: room for those of most people, four of a very large database,
 * and never more than half of what the disk has left beside the rest.
 */
export function budget(room: {
  readonly database: number
  readonly free: number
  readonly backups: readonly BackupFile[]
}): number {
  const onDisk = room.free + sum(room.backups)
  return Math.min(Math.max(2 ** 30, 4 * room.database), onDisk / 2)
}

/**
 * Which backups have served their time. Those from a time that the clock has not reached are counted
 * by themselves: a clock that was set back must not make the newest push out all others, nor go first.
 *
 * @param now milliseconds since the Unix epoch
 * @param bytes what those that stay may take together; the oldest go first
 */
export function outlived(
  backups: readonly BackupFile[],
  now: number,
  bytes = Number.POSITIVE_INFINITY,
): BackupFile[] {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at)
  const reasons = Object.keys(kept) as BackupReason[]
  const groups = reasons.flatMap((reason) => {
    const all = newestFirst.filter((one) => one.reason === reason)
    const past = all.filter(({ at }) => at <= now)
    const ahead = all.filter(({ at }) => at > now)
    return [past, ahead].map((group) => ({ reason, group }))
  })
  const tooMany = groups.flatMap(({ reason, group }) => group.slice(kept[reason]))
  const needed = groups.flatMap(({ reason, group }) =>
    always.has(reason) ? group.slice(0, 1) : [],
  )
  return [...tooMany, ...tooLarge(newestFirst, new Set(tooMany), new Set(needed), bytes)]
}

function tooLarge(
  newestFirst: readonly BackupFile[],
  gone: ReadonlySet<BackupFile>,
  needed: ReadonlySet<BackupFile>,
  bytes: number,
): BackupFile[] {
  const others = newestFirst.filter((one) => !gone.has(one) && !needed.has(one))
  let left = bytes - sum([...needed])
  const firstTooMuch = others.findIndex((one) => {
    left -= one.bytes
    return left < 0
  })
  return firstTooMuch === -1 ? [] : others.slice(firstTooMuch)
}

const sum = (backups: readonly BackupFile[]) =>
  backups.reduce((total, { bytes }) => total + bytes, 0)

/** No daily one within the last day. One from the future does not count. */
function dailyIsDue(backups: readonly BackupFile[], now: number): boolean {
  return !backups.some(({ reason, at }) => reason === 'daily' && at <= now && at > now - dayMs)
}

type Needs = Pick<Ports, 'accounts' | 'backups' | 'clock' | 'later' | 'log'>

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
  { backups, clock }: Pick<Ports, 'backups' | 'clock'>,
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

interface DailyBackups {
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
