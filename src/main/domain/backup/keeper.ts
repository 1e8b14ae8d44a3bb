import { dayMs, hourMs } from '@contract/limits'
import type { Ports } from '../ports'
import type { BackupFile, BackupReason } from '../ports/vault-stores'

/** How many of each reason are kept. */
const kept: Record<BackupReason, number> = { daily: 7, restore: 3, asked: 3 }

/** For these reasons the newest backup stays, whatever its size, until there is a newer one. */
const always: ReadonlySet<BackupReason> = new Set(['daily', 'restore', 'asked'])

/**
 * How many bytes all backups may take: 1 GiB or four times the database, whichever is more, but at
 * most half of the disk space that would be free without backups.
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
 * Which backups to remove. Those dated in the future are counted separately: after the clock was
 * set back they must not displace all others, nor be removed first.
 *
 * @param now milliseconds since the Unix epoch
 * @param bytes how much the rest may take in total; the oldest are removed first
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

/** No daily backup within the last day. One from the future doesn't count. */
function dailyIsDue(backups: readonly BackupFile[], now: number): boolean {
  return !backups.some(({ reason, at }) => reason === 'daily' && at <= now && at > now - dayMs)
}

type Needs = Pick<Ports, 'accounts' | 'backups' | 'clock' | 'later' | 'log'>

/** A start has more important things to do first. */
const firstLookMs = 5_000
/** Timers sleep with the computer and clocks jump, so checking often is safer than a timer of a day. */
const lookEveryMs = hourMs

/**
 * Makes a backup, then removes those that are no longer needed.
 *
 * @param spared id of a backup that must stay
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

/** Makes a backup every day while the app runs, and at a start after a day without one. */
export function dailyBackups(deps: Needs) {
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
      // A full disk, for instance: the next check tries again.
      deps.log.error('daily backup', error)
    }
  }

  return {
    stop: () => cancel() /** Resolves when no backup is being made. */,
    idle: (): Promise<void> => making,
  }
}
