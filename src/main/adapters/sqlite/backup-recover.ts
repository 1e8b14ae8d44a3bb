/** A database that cannot be used makes room for its newest good backup, and is kept beside it. */
import { COPYFILE_EXCL } from 'node:constants'
import { chmodSync, existsSync, linkSync, rmSync, statSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupFile } from '../../domain/backup/backup-store'
import { readBackupName } from './backup-name'
import { listBackups } from './backup-store'
import type { BackupWork } from './backup-work'
import { flushFile, flushFolder } from './durable'
import { backupFolder } from './open'

/** Read to the last page; a bad one gives way to the one before it. */
export async function newestGoodBackup(file: string, work: BackupWork): Promise<BackupFile | null> {
  for (const backup of await listBackups(file)) {
    const digest = readBackupName(backup.id)?.digest ?? ''
    const path = join(backupFolder(file), backup.id)
    const { good } = await work.check({ path, digest, account: null, whole: true })
    if (good) return backup
  }
  return null
}

/**
 * At every step there is a file in its place: the old one, or the backup, whole. The old one stays as
 * `….damaged-<time>`, or `….newer-<time>` for one of a newer version, with what was not yet in it from
 * its write-ahead log.
 *
 * @param now milliseconds since the Unix epoch
 * @throws what the system or SQLite say: then the old one is still in its place
 */
export async function putBackupInPlace(
  file: string,
  backup: BackupFile,
  now: number,
  because: 'damaged' | 'newer' = 'damaged',
): Promise<void> {
  const fresh = `${file}.recovering`
  for (const ending of ['', '-journal']) rmSync(fresh + ending, { force: true })
  await copyFile(join(backupFolder(file), backup.id), fresh, COPYFILE_EXCL)
  if (process.platform !== 'win32') chmodSync(fresh, 0o600)
  settle(fresh, now)
  flushFile(fresh)

  const aside = unused(
    `${file}.${because}-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`,
  )
  if (existsSync(file)) await keep(file, aside)
  // Before the backup has the name: SQLite would read the log of another file into it.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  if (log !== undefined && log.size > 0) await rename(`${file}-wal`, `${aside}-wal`)
  // An index of the log, made anew whenever it is missing.
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
  flushFolder(dirname(file))
  await rename(fresh, file)
  flushFolder(dirname(file))
}

/** What must not come back: mails that went long ago, links that may have been used since. */
function settle(path: string, now: number): void {
  const db = new Database(path)
  try {
    db.pragma('synchronous = FULL')
    db.transaction(() => {
      db.exec('DELETE FROM outbox')
      db.exec("UPDATE link_request SET state = 'superseded' WHERE state IN ('pending', 'sent')")
      const said = db.prepare('INSERT INTO activity (account_id, kind, at) VALUES (NULL, ?, ?)')
      said.run('backup_restored', now)
    })()
  } finally {
    db.close()
  }
}

/** A second name where the disk can do that, so that the first one is never missing; else a copy. */
async function keep(file: string, aside: string): Promise<void> {
  try {
    linkSync(file, aside)
  } catch {
    await copyFile(file, aside, COPYFILE_EXCL)
    flushFile(aside)
  }
}

function unused(name: string): string {
  for (let number = 1; ; number += 1) {
    const one = number === 1 ? name : `${name}-${number}`
    if (!['', '-wal'].some((ending) => existsSync(one + ending))) return one
  }
}
