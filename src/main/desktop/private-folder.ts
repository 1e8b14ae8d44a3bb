/** The data folder belongs to its user alone. Windows separates such folders by itself. */
import { chmodSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { chmod, lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

const own = 0o700
/** Any permission for the group or for others. */
const shared = 0o077
/** Write permission for the group or for others. */
const sharedWriting = 0o022

const isMine = (stats: Stats) => stats.uid === process.geteuid?.()
const hasModes = process.geteuid !== undefined

/**
 * Creates the folder if needed and removes all permissions of other users.
 *
 * @returns false if it belongs to someone else; nothing has been changed then. True if it can't be created
 * or changed: opening files in it will show and report what is wrong.
 */
export function claimFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: own })
    if (!hasModes) return true
    const stats = statSync(folder)
    if (!isMine(stats)) return false
    if ((stats.mode & shared) !== 0) chmodSync(folder, own)
  } catch {
    // Read-only, full or missing: see above.
  }
  return true
}

/** Whether only this user can write to a folder or, if it doesn't exist, to the nearest one above it. */
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
 * Removes other users' permissions from files that an earlier version, Chromium or a copied folder left
 * readable. Skips symbolic links, and files that vanish meanwhile.
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

// The permissions of new files.

let before: number | null = null
let helping = 0

/** From here on, all new files and folders are private to the user, including Chromium's. */
export function makeFilesForUserAlone(): void {
  before ??= process.umask(0o077)
}

/**
 * Runs work that may start another program, such as a browser, which inherits the umask and should create
 * files as usual. The data folder itself stays private, whatever is created in it meanwhile.
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
