import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DomainFailure } from '../../domain/failure'
import type { AccountId, VaultId } from '../../domain/ids'
import type { EntryRow, VaultWraps } from '../../domain/model'
import type { DatabaseAccount, ImportFile, ReadFile } from '../../domain/ports/transfer'
import { accountStore } from '../sqlite/account-store'
import { applicationId, schemaVersion } from '../sqlite/schema'
import { hasOurSchema } from '../sqlite/schema-check'
import type { Db } from '../sqlite/transaction'
import { sealedVaultStore, vaultStore } from '../sqlite/vault-store'
import { kdfLimits } from './latchkey'

type File = Omit<ImportFile, 'name'>

/**
 * Whose vaults are in it.
 * @throws DomainFailure FILE_DAMAGED; FILE_UNKNOWN for another program's, or of another version
 */
export function readDatabase(file: File): ReadFile {
  const accounts = inDatabase(file, (db) => {
    if (!isWhole(db)) throw damaged()
    const store = accountStore(db)
    const sealed = sealedVaultStore(db)
    const ids = db
      .prepare<[], { id: AccountId }>('SELECT id FROM account ORDER BY created_at')
      .all()
    return ids.flatMap(({ id }): DatabaseAccount[] => {
      const account = store.byId(id)
      if (account === null) return []
      const now = { ...account, accountId: id, recoveryWrap: account.recovery?.wrap ?? null }
      const vaults = [now, ...sealed.list(id)].map(wrapsOf)
      if (!vaults.every(plausible)) throw damaged()
      return [{ email: account.email, vaults }]
    })
  })
  if (accounts.length === 0) throw damaged()
  return { kind: 'database', accounts }
}

/** @throws DomainFailure FILE_DAMAGED */
export function readDatabaseRows(file: File, vault: VaultId): readonly EntryRow[] {
  return inDatabase(file, (db) => {
    const rows = [...vaultStore(db, db).rows(vault)]
    if (!rows.every(isRow)) throw damaged()
    return rows
  })
}

function inDatabase<T>({ bytes, log }: File, work: (db: Db) => T): T {
  let db: Db | null = null
  try {
    db = new Database(inRollbackMode(log ? withLog(bytes, log) : bytes))
    db.pragma('trusted_schema = OFF')
    if (db.pragma('application_id', { simple: true }) !== applicationId) throw unknown()
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version !== schemaVersion && version !== 0) throw unknown()
    // A foreign trigger or view would run with what follows, and need never end.
    if (version === 0 || !hasOurSchema(db, version)) throw damaged()
    return work(db)
  } catch (error) {
    if (error instanceof Database.SqliteError) throw damaged()
    throw error
  } finally {
    db?.close()
  }
}

const damaged = () => new DomainFailure('FILE_DAMAGED')
const unknown = () => new DomainFailure('FILE_UNKNOWN')

/**
 * A database in memory can't have a write-ahead log, and doesn't open if its header says so in bytes 18 and
 * 19 (SQLite file format, 1.3.3).
 */
function inRollbackMode(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes)
  if (copy.length > 19) copy.fill(1, 18, 20)
  return copy
}

/**
 * Adds the content of the write-ahead log to the database. SQLite itself merges them, in a folder that only
 * the user can read and that is deleted right away.
 */
function withLog(bytes: Uint8Array, log: Uint8Array): Uint8Array {
  checkLog(log)
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-import-'))
  try {
    const path = join(folder, 'copy.sqlite')
    writeFileSync(path, bytes, { mode: 0o600 })
    writeFileSync(`${path}-wal`, log, { mode: 0o600 })
    const db = new Database(path)
    try {
      return db.serialize()
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Otherwise entries could be missing without anyone noticing: a bad index hides rows. */
function isWhole(db: Db): boolean {
  const ofNobody = `SELECT count(*) FROM vault_entry WHERE vault_id NOT IN
    (SELECT vault_id FROM account UNION SELECT vault_id FROM sealed_vault)`
  return (
    db.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
    db.pragma('foreign_key_check', { simple: true }) === undefined &&
    db.prepare<[], number>(ofNobody).pluck().get() === 0
  )
}

/** Drops the device wrap, so that a file from anyone can't involve this computer's key. */
function wrapsOf(of: VaultWraps): VaultWraps {
  const { accountId, vaultId, email, generation, kdf, passwordWrap, recoveryWrap } = of
  return {
    ...{ accountId, vaultId, email, generation, kdf, passwordWrap, recoveryWrap },
    deviceWrap: null,
  }
}

const isBytes = (value: unknown) => value instanceof Uint8Array
const isText = (value: unknown) => typeof value === 'string'
const upTo = (value: unknown, max: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max

/** A file may hold anything, even in tables that look like ours. */
function plausible(wraps: VaultWraps): boolean {
  const { memory, passes, lanes, salt } = wraps.kdf
  return (
    isText(wraps.vaultId) &&
    isText(wraps.email) &&
    Number.isInteger(wraps.generation) &&
    isBytes(wraps.passwordWrap) &&
    (wraps.recoveryWrap === null || isBytes(wraps.recoveryWrap)) &&
    upTo(memory, kdfLimits.memory) &&
    upTo(passes, kdfLimits.passes) &&
    upTo(lanes, kdfLimits.lanes) &&
    isBytes(salt) &&
    salt.length === kdfLimits.salt
  )
}

function isRow({ id, revision, content, secret }: EntryRow): boolean {
  return isText(id) && Number.isInteger(revision) && isBytes(content) && isBytes(secret)
}

// The write-ahead log of a database (SQLite file format, 4.1 to 4.3).

const headerLength = 32
const frameHeaderLength = 24

/**
 * SQLite reads a log up to the first invalid frame and silently skips the rest, so the latest changes would
 * be missing. A log that may have lost something is refused.
 *
 * Valid frames may be followed by frames of an earlier round that haven't been overwritten yet. Those have
 * other salts, and can't exist in the first round. A log cut off between two frames can't be detected.
 *
 * @throws DomainFailure FILE_DAMAGED
 */
function checkLog(bytes: Uint8Array): void {
  const log = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const sum = bytes.length < headerLength ? null : checksum(log)
  sum?.add(0, 24)
  if (!sum?.isAt(24)) throw new DomainFailure('FILE_DAMAGED')
  const round = log.getUint32(12)
  const frameLength = frameHeaderLength + log.getUint32(8)
  const ofThisRound = (at: number) =>
    at + 16 <= log.byteLength &&
    log.getUint32(at + 8) === log.getUint32(16) &&
    log.getUint32(at + 12) === log.getUint32(20)
  const fits = (at: number) => {
    if (at + frameLength > log.byteLength || !ofThisRound(at)) return false
    sum.add(at, at + 8)
    sum.add(at + frameHeaderLength, at + frameLength)
    return sum.isAt(at + 16)
  }
  let at = headerLength
  while (fits(at)) at += frameLength
  for (; at < log.byteLength; at += frameLength) {
    if (round === 0 || ofThisRound(at)) throw new DomainFailure('FILE_DAMAGED')
  }
}

/** A running checksum over the header and all frames, in the byte order that the header names. */
function checksum(log: DataView) {
  const magic = log.getUint32(0)
  const littleEnd = magic === 0x377f0682
  let [a, b] = [0, 0]
  return {
    add(from: number, to: number): void {
      for (let at = from; at < to; at += 8) {
        a = (a + log.getUint32(at, littleEnd) + b) >>> 0
        b = (b + log.getUint32(at + 4, littleEnd) + a) >>> 0
      }
    },
    isAt: (at: number) =>
      (littleEnd || magic === 0x377f0683) && log.getUint32(at) === a && log.getUint32(at + 4) === b,
  }
}
