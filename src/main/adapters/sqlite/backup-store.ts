import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainFailure } from '../../domain/failure'
import type { AccountId, EntryId, VaultId } from '../../domain/ids'
import type { EntryRow } from '../../domain/model'
import type { BackupFile, BackupStore, OpenBackup } from '../../domain/ports/vault-stores'
import { accountStore } from './account-store'
import { openForReading } from './backup-read'
import type { BackupWork } from './backup-work'
import { type BackupName, backupFolder, readBackupName } from './files'

/** Left free after a backup: the database itself must always have room to write. */
const marginBytes = 32 * 2 ** 20

class NoRoom extends Error {
  override readonly name = 'NoRoom'
  readonly code = 'ENOSPC'
}

/** @param freeBytes returns the free space of a folder's disk */
export function backupStore(
  file: string,
  work: BackupWork,
  freeBytes: (folder: string) => Promise<number> = freeOnDisk,
): BackupStore {
  const folder = backupFolder(file)
  /** Backups already checked in this run, by name, size, modification time and account. */
  const known = new Map<string, Awaited<ReturnType<BackupWork['check']>>>()
  let turn: Promise<unknown> = Promise.resolve()

  async function find(id: string): Promise<BackupName & { path: string; stamp: string }> {
    const name = readBackupName(id)
    const path = join(folder, name?.id ?? '')
    const facts = name && (await stat(path).catch(() => null))
    if (!name || !facts?.isFile()) throw new DomainFailure('BACKUP_GONE')
    return { ...name, path, stamp: `${facts.size} ${facts.mtimeMs}` }
  }

  const room = async () => ({
    database: await sizeOf(file),
    free: await freeBytes(dirname(file)),
  })

  async function makeOne(...[reason, at]: Parameters<BackupStore['make']>): Promise<BackupFile> {
    const { database, free } = await room()
    if (free < database + marginBytes) {
      throw new NoRoom('too little room for a backup')
    }
    const id = await work.make({ source: file, folder, reason, at })
    const made = await described(folder, id)
    if (made === null) throw new DomainFailure('BACKUP_GONE')
    return made
  }

  return {
    list: () => listBackups(file),
    make(...args) {
      const made = turn.then(() => makeOne(...args))
      turn = made.catch(() => {})
      return made
    },
    async facts(id, account) {
      const { path, digest, stamp } = await find(id)
      const key = `${id} ${stamp} ${account}`
      const facts = known.get(key) ?? (await work.check({ path, digest, account, whole: false }))
      known.set(key, facts)
      return facts
    },
    async open(id) {
      const { path, digest } = await find(id)
      const { good } = await work.check({ path, digest, account: null, whole: true })
      if (!good) throw new DomainFailure('BACKUP_DAMAGED')
      return openBackup(path)
    },
    async remove(id) {
      const { path } = await find(id)
      await rm(path, { force: true })
    },
    room,
  }
}

/**
 * Newest first, by their names.
 * @param file the database's file
 */
export async function listBackups(file: string): Promise<BackupFile[]> {
  const folder = backupFolder(file)
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(names.map((name) => described(folder, name)))
  return found.filter((one) => one !== null).toSorted((a, b) => b.at - a.at)
}

async function described(folder: string, id: string): Promise<BackupFile | null> {
  const name = readBackupName(id)
  const facts = name && (await stat(join(folder, id)).catch(() => null))
  if (!name || !facts?.isFile()) return null
  return { id, at: name.at, reason: name.reason, bytes: facts.size }
}

function openBackup(path: string): OpenBackup {
  const db = openForReading(path)
  const accounts = accountStore(db)
  const rows = db.prepare<[string, string, number], EntryRow>(
    `SELECT id, revision, content, secret FROM vault_entry
      WHERE vault_id = ? AND id > ? ORDER BY id LIMIT ?`,
  )
  return {
    wraps(id: AccountId) {
      const account = accounts.byId(id)
      if (account === null) return null
      return { ...account, accountId: id, recoveryWrap: account.recovery?.wrap ?? null }
    },
    rows: (vault: VaultId, page: { readonly after: EntryId | null; readonly limit: number }) =>
      rows.all(vault, page.after ?? '', page.limit),
    close: () => void db.close(),
  }
}

async function freeOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Including its write-ahead log. */
async function sizeOf(file: string): Promise<number> {
  const sizes = ['', '-wal'].map((ending) =>
    stat(file + ending).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
