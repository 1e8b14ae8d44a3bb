import { dirname, join } from 'node:path'
import type { BackupFile, BackupReason } from '../../domain/ports/backup-store'

/** Where the backups of a database lie. */
export const backupFolder = (file: string): string => join(dirname(file), 'backups')

const pattern =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(daily|migration|restore|asked)-([0-9a-f]{16})\.sqlite$/

/** What a backup's file name says. */
export interface BackupName extends Pick<BackupFile, 'id' | 'at' | 'reason'> {
  /** The first 64 bits of the file's SHA-256, in hex: any byte that changes later shows. */
  readonly digest: string
}

/** For instance `20261121T091500Z-daily-3f9a0c1b2d4e5f60.sqlite`; the time is UTC. */
export function backupName(at: number, reason: BackupReason, digest: string): string {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
  return `${time}-${reason}-${digest}.sqlite`
}

/** @returns null for any other file: only exact names of ours are ever opened or removed. */
export function readBackupName(name: string): BackupName | null {
  const found = pattern.exec(name)
  if (found === null) return null
  const [year = 0, month = 0, day = 0, ...time] = found.slice(1, 7).map(Number)
  const at = Date.UTC(year, month - 1, day, ...(time as [number, number, number]))
  const reason = found[7] as BackupReason
  const digest = found[8] ?? ''
  // Day 31 of a month that has 30 is another day: no name that we gave.
  return backupName(at, reason, digest) === name ? { id: name, at, reason, digest } : null
}
