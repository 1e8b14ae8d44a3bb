import type { BackupFile, BackupReason } from './backup-store'

export const dayMs = 24 * 3_600_000

/** How many of each reason are kept. */
const kept: Record<BackupReason, number> = { daily: 7, migration: 3, restore: 3, asked: 3 }

/**
 * Which backups have served their time. Those from a time that the clock has not reached are counted
 * by themselves: a clock that was set back must not make the newest push out all others, nor go first.
 *
 * @param now milliseconds since the Unix epoch
 */
export function outlived(backups: readonly BackupFile[], now: number): BackupFile[] {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at)
  const reasons = Object.keys(kept) as BackupReason[]
  return reasons.flatMap((reason) => {
    const all = newestFirst.filter((one) => one.reason === reason)
    const past = all.filter(({ at }) => at <= now)
    const ahead = all.filter(({ at }) => at > now)
    return [past, ahead].flatMap((group) => group.slice(kept[reason]))
  })
}

/** No daily one within the last day. One from the future does not count. */
export function dailyIsDue(backups: readonly BackupFile[], now: number): boolean {
  return !backups.some(({ reason, at }) => reason === 'daily' && at <= now && at > now - dayMs)
}
