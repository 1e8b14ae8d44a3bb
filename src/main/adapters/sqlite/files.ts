import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BackupFile, BackupReason } from '../../domain/ports/backup-store'

/** Where the backups of a database lie. */
export const backupFolder = (file: string): string => join(dirname(file), 'backups')

const pattern =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(daily|restore|asked)-([0-9a-f]{16})\.sqlite$/

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

// Writes that survive a power cut: a rename counts once file and folder are flushed.

export function flushFile(path: string): void {
  // Windows flushes only what is open for writing.
  flush(path, 'r+')
}

/** Windows has no handle for a folder; NTFS writes names in order by itself. */
export function flushFolder(path: string): void {
  if (process.platform !== 'win32') flush(path, 'r')
}

function flush(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** SHA-256 of a file, in hex, read in parts: it may be larger than memory. */
export function digestOf(path: string): string {
  const hash = createHash('sha256')
  const part = Buffer.alloc(1024 * 1024)
  const file = openSync(path, 'r')
  try {
    for (let length = readSync(file, part); length > 0; length = readSync(file, part)) {
      hash.update(part.subarray(0, length))
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}
