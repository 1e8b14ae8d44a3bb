import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BackupFile, BackupReason } from '../../domain/ports/vault-stores'

/** The folder of a database's backups. */
export const backupFolder = (file: string): string => join(dirname(file), 'backups')

const pattern =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(daily|restore|asked)-([0-9a-f]{16})\.sqlite$/

/** The parts of a backup's file name. */
export interface BackupName extends Pick<BackupFile, 'id' | 'at' | 'reason'> {
  /** The first 64 bits of the file's SHA-256, in hex: detects any byte that changes later. */
  readonly digest: string
}

/**
 * Example: `20261121T091500Z-daily-3f9a0c1b2d4e5f60.sqlite`; the time is UTC.
 *
 * @param at milliseconds since the Unix epoch
 */
export function backupName(at: number, reason: BackupReason, digest: string): string {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
  return `${time}-${reason}-${digest}.sqlite`
}

/** @returns null for any other file: we only ever open or remove files with exactly our names */
export function readBackupName(name: string): BackupName | null {
  const found = pattern.exec(name)
  if (found === null) return null
  const [year = 0, month = 0, day = 0, ...time] = found.slice(1, 7).map(Number)
  const at = Date.UTC(year, month - 1, day, ...(time as [number, number, number]))
  const reason = found[7] as BackupReason
  const digest = found[8] ?? ''
  // Date.UTC turns 31 June into 1 July: such a name isn't one of ours.
  return backupName(at, reason, digest) === name ? { id: name, at, reason, digest } : null
}

// Writes that survive a power cut: a rename is only durable once file and folder are flushed.

export function flushFile(path: string): void {
  // Windows only flushes files that are open for writing.
  flush(path, 'r+')
}

/** Windows can't open a folder; NTFS writes names in order by itself. */
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

/** SHA-256 of a file, in hex, read in parts because the file may be larger than memory. */
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
