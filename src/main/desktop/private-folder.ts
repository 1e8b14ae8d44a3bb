/** The data folder is its user's alone. Windows keeps such folders apart by itself. */
import { chmodSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { chmod, lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

const own = 0o700
/** Anything for the group or for others. */
const shared = 0o077
/** Writing, for the group or for others. */
const sharedWriting = 0o022

const isMine = (stats: Stats) => stats.uid === process.geteuid?.()
const hasModes = process.geteuid !== undefined

/**
 * Makes the folder if need be and takes everybody else's rights to it away.
 *
 * @returns false when it is somebody else's: then nothing was changed. One that cannot be made or
 * changed is nobody else's; what is wrong with it is found out and said by who opens files in it.
 */
export function claimFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: own })
    if (!hasModes) return true
    const stats = statSync(folder)
    if (!isMine(stats)) return false
    if ((stats.mode & shared) !== 0) chmodSync(folder, own)
  } catch {
    // Read-only, full, not there: see above.
  }
  return true
}

/** Whether a folder, or the nearest one above it that is there, is this user's to write alone. */
export function isOwnFolder(folder: string): boolean {
  const path = resolve(folder)
  try {
    const stats = statSync(path)
    return stats.isDirectory() && (!hasModes || (isMine(stats) && isUnshared(stats)))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return missing && dirname(path) !== path && isOwnFolder(dirname(path))
  }
}

const isUnshared = ({ mode }: Stats) => (mode & sharedWriting) === 0

/**
 * What earlier versions, Chromium or a copied folder left readable is made the user's alone.
 * Symbolic links are left alone, and files that vanish meanwhile.
 */
export async function tightenFiles(folder: string): Promise<void> {
  if (!hasModes) return
  const names = await readdir(folder).catch(() => [])
  for (const name of names) await tighten(join(folder, name)).catch(() => {})
}

async function tighten(path: string): Promise<void> {
  const stats = await lstat(path)
  if (!isMine(stats)) return
  if (stats.isDirectory()) {
    if ((stats.mode & shared) !== 0) await chmod(path, own)
    await tightenFiles(path)
  } else if (stats.isFile() && (stats.mode & shared) !== 0) {
    await chmod(path, stats.mode & ~shared)
  }
}

// The rights that new files get.

let before: number | null = null
let helping = 0

/** From here on every new file and folder is the user's alone, Chromium's included. */
export function makeFilesForUserAlone(): void {
  before ??= process.umask(0o077)
}

/**
 * Runs what may start another program, a browser for instance, which inherits this and should make
 * its files as it always does. The data folder stays closed meanwhile, whatever is made in it.
 */
export async function forOthers<T>(work: () => Promise<T>): Promise<T> {
  if (before === null) return work()
  helping += 1
  process.umask(before)
  try {
    return await work()
  } finally {
    helping -= 1
    if (helping === 0) process.umask(0o077)
  }
}
