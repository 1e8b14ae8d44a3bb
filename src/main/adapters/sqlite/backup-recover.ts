/** Replaces a database that can't be used with its newest good backup, and keeps the old file beside it. */
import { COPYFILE_EXCL } from 'node:constants'
import { chmodSync, existsSync, linkSync, rmSync, statSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupFile } from '../../domain/ports/vault-stores'
import { listBackups } from './backup-store'
import type { BackupWork } from './backup-work'
import { backupFolder, flushFile, flushFolder, readBackupName } from './files'
import { commitsOf } from './inspect'
import { readKnown, writeState } from './remembered-state'
import { hasOurTable } from './schema-check'

/** Reads each backup to the last page, newest first, until one is good. */
export async function newestGoodBackup(file: string, work: BackupWork): Promise<BackupFile | null> {
  for (const backup of await listBackups(file)) {
    const digest = readBackupName(backup.id)?.digest ?? ''
    const path = join(backupFolder(file), backup.id)
    const { good } = await work.check({ path, digest, account: null, whole: true })
    if (good) return backup
  }
  return null
}

/** Why the old file gave way. */
type Because = 'damaged' | 'newer' | 'older'

/** Whether a backup has commits that a database, which can be read, has not. */
export function hasMore(backup: BackupFile, file: string): boolean {
  return commitsIn(join(backupFolder(file), backup.id)) > commitsIn(file)
}

/** @returns 0 if the file doesn't count them or can't be read */
function commitsIn(path: string): number {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true })
    try {
      return hasOurTable(db, 'row_seal') ? commitsOf(db) : 0
    } finally {
      db.close()
    }
  } catch {
    return 0
  }
}

/**
 * At every step a whole file is in place: the old one, or the backup. The old one stays as
 * `….damaged-<time>`, or as `….newer-<time>` or `….older-<time>` if it is of another version, together with
 * what its write-ahead log holds.
 *
 * @param now milliseconds since the Unix epoch
 * @throws errors of the system or SQLite; the old file is then still in place
 */
export async function putBackupInPlace(
  file: string,
  backup: BackupFile,
  now: number,
  because: Because = 'damaged',
): Promise<void> {
  const folder = backupFolder(file)
  const { state, turn } = readKnown(folder)
  const commits = Math.max(state?.commits ?? 0, commitsIn(file), commitsIn(join(folder, backup.id)))
  const fresh = `${file}.recovering`
  for (const ending of ['', '-journal']) rmSync(fresh + ending, { force: true })
  await copyFile(join(folder, backup.id), fresh, COPYFILE_EXCL)
  if (process.platform !== 'win32') chmodSync(fresh, 0o600)
  writeMarks(fresh, now, commits + 1)
  flushFile(fresh)

  const aside = asideOf(file, because, now)
  if (existsSync(file)) await keep(file, aside)
  // Before the rename: otherwise SQLite would apply the old file's log to the backup.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  if (log !== undefined && log.size > 0) await rename(`${file}-wal`, `${aside}-wal`)
  // SQLite rebuilds the log's index (`-shm`) whenever it is missing.
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
  flushFolder(dirname(file))
  // The file still in place falls short of this count too. The backup reaches it, and has no row MAC yet.
  const lastSeen = state?.lastSeen ?? 0
  writeState(folder, { turn: turn + 1, state: { commits, seal: null, lastSeen, digest: null } })
  await rename(fresh, file)
  flushFolder(dirname(file))
}

/**
 * Removes what must not come back: emails sent long ago, and links that may have been used since. Counts
 * commits on from the lost database, so that this one doesn't look as if it had lost some.
 */
function writeMarks(path: string, now: number, commits: number): void {
  const db = new Database(path)
  try {
    db.pragma('synchronous = FULL')
    db.pragma('secure_delete = ON')
    db.transaction(() => {
      db.exec('DELETE FROM outbox')
      db.exec("UPDATE link_request SET state = 'superseded' WHERE state IN ('pending', 'sent')")
      const said = db.prepare('INSERT INTO activity (account_id, kind, at) VALUES (NULL, ?, ?)')
      said.run('backup_restored', now)
      db.prepare('UPDATE row_seal SET commits = ?, sealed_at = NULL, mac = NULL').run(commits)
    })()
  } finally {
    db.close()
  }
}

/**
 * Copies a damaged database that is opened anyway: the part of its log that SQLite skips may still be
 * useful.
 */
export async function keepCopyAside(file: string, now: number): Promise<void> {
  const aside = asideOf(file, 'damaged', now)
  for (const ending of ['-wal', '']) {
    if (!existsSync(file + ending)) continue
    await copyFile(file + ending, aside + ending, COPYFILE_EXCL)
    flushFile(aside + ending)
  }
  flushFolder(dirname(file))
}

/** Makes a hard link where possible, so that the first name always exists; otherwise a copy. */
async function keep(file: string, aside: string): Promise<void> {
  try {
    linkSync(file, aside)
  } catch {
    await copyFile(file, aside, COPYFILE_EXCL)
    flushFile(aside)
  }
}

function asideOf(file: string, because: Because, now: number): string {
  const name = `${file}.${because}-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`
  for (let number = 1; ; number += 1) {
    const one = number === 1 ? name : `${name}-${number}`
    if (!['', '-wal'].some((ending) => existsSync(one + ending))) return one
  }
}
