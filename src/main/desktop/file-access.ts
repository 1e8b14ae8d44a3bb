/** Reads and writes files that a person chose. */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DomainFailure } from '../domain/failure'

/** 64 MiB: many times what 100,000 entries take, and small enough for memory. */
export const maxFileBytes = 64 * 1024 * 1024

/** @throws DomainFailure FILE_UNREADABLE, FILE_TOO_LARGE */
export async function readChosen(path: string): Promise<Uint8Array> {
  try {
    // Nonblocking, because the other end of a pipe may never connect.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await contentOf(file)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw error instanceof DomainFailure ? error : new DomainFailure('FILE_UNREADABLE')
  }
}

const sqlite = Buffer.from('SQLite format 3\0', 'latin1')

/**
 * Reads a chosen file, and for an SQLite database also the write-ahead log beside it, without which it
 * would be an older state. The person doesn't choose the log: it is found by name. Both are only read.
 *
 * @throws DomainFailure FILE_UNREADABLE, FILE_TOO_LARGE
 */
export async function readWithLog(
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly log?: Uint8Array }> {
  const bytes = await readChosen(path)
  if (!sqlite.equals(bytes.subarray(0, sqlite.length))) return { bytes }
  const beside = `${path}-wal`
  const there = await stat(beside).then(
    (stats) => stats.size > 0,
    () => false,
  )
  return there ? { bytes, log: await readChosen(beside) } : { bytes }
}

async function contentOf(file: FileHandle): Promise<Uint8Array> {
  const { size } = await file.stat().then((stats) => {
    if (!stats.isFile()) throw new DomainFailure('FILE_UNREADABLE')
    return stats
  })
  if (size > maxFileBytes) throw new DomainFailure('FILE_TOO_LARGE')
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

/**
 * Writes the file beside its target, readable by the user alone, and renames it: whatever happens, the
 * target is either the old file or the complete new one.
 *
 * @throws DomainFailure FILE_UNWRITABLE
 */
export async function writeChosen(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch {
    await unlink(beside).catch(() => {}) // It was never created.
    throw new DomainFailure('FILE_UNWRITABLE')
  }
  await syncFolder(dirname(path))
}

/** Makes the new name survive a power cut too. Not every system can open a folder. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The file is in place anyway.
  }
}
