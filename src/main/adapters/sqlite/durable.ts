/** Writes that survive a power cut: a rename counts once file and folder are flushed. */
import { closeSync, fsyncSync, openSync } from 'node:fs'

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
