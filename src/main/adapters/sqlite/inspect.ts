/** What is found out about a database before anything of it is used or written. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { isVersion } from '../../domain/updates/offer'
import { backupFolder, digestOf, readBackupName } from './files'
import { type Known, readKnown } from './remembered-state'
import { applicationId, schemaVersion } from './schema'
import { hasOurSchema, hasOurTable } from './schema-check'
import { asProblem, corrupt, StoreProblem } from './store-problem'
import type { Db } from './transaction'

const busyTimeoutMs = 5_000

export interface Inspection {
  /** 0: there is nothing in it yet. */
  readonly version: number
  readonly known: Known
  /**
   * - `whole`: nothing speaks against it.
   * - `incomplete`: it can be read, and has fewer commits than it had: the last ones are lost.
   * - `altered`: it can be read, and its bytes are not those that were left in it.
   */
  readonly found: 'whole' | 'incomplete' | 'altered'
  /** The bytes of the file, without its log, are those that `known` has the digest of. */
  readonly vouched: boolean
  /** When something happened last in one that is not whole, by the clock at that time. */
  readonly lastAt: number | null
}

/**
 * Only reads: a file that isn't ours, is of another version or is damaged must stay as it is.
 *
 * @param file its folder is made, for the user alone
 * @throws StoreProblem DATABASE_NEWER, DATABASE_OLDER, DATABASE_CORRUPT, DATA_FOLDER_UNUSABLE, DISK_FULL
 */
export function inspect(file: string): Inspection {
  prepareFolder(file)
  const known = readKnown(backupFolder(file))
  try {
    if (isLost(file, known)) throw corrupt(file)
    if (existsSync(file)) return inspected(file, known)
    return { version: 0, known, found: 'whole', vouched: false, lastAt: null }
  } catch (error) {
    throw asProblem(error, file)
  }
}

function prepareFolder(file: string): void {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
  } catch (error) {
    throw asProblem(error, folder)
  }
}

/** Empty or not there, where there was one: a new one would only look like a good start. */
function isLost(file: string, known: Known): boolean {
  if (sizeOf(file) > 0) return false
  const folder = backupFolder(file)
  return (
    known.state !== null ||
    sizeOf(`${file}-wal`) > 0 ||
    (existsSync(folder) && readdirSync(folder).some((name) => readBackupName(name) !== null))
  )
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/**
 * By a connection that cannot write: closing another one would move the write-ahead log into a file
 * that is damaged. Only where SQLite has to undo half a transaction first it needs to write.
 */
function inspected(file: string, known: Known): Inspection {
  try {
    return inspectedBy(file, known, { readonly: true })
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code === 'SQLITE_READONLY_ROLLBACK') return inspectedBy(file, known, {})
    throw error
  }
}

function inspectedBy(file: string, known: Known, options: Database.Options): Inspection {
  const db = new Database(file, { ...options, timeout: busyTimeoutMs })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    const version = versionOf(db, file)
    // Before anything that would run a CHECK that is not ours.
    if (!hasOurSchema(db, version)) throw corrupt(file)
    const bytes = bytesOf(db, file, known)
    if (bytes !== 'same' && !isInOrder(db, bytes === 'altered' || isSmall(file)))
      throw corrupt(file)
    const commits = version === 0 ? 0 : commitsOf(db)
    const lost = commits < (known.state?.commits ?? 0)
    // Nothing at all is left of it.
    if (lost && version === 0) throw corrupt(file)
    const found = lost ? 'incomplete' : bytes === 'altered' ? 'altered' : 'whole'
    const lastAt = found === 'whole' ? null : lastOf(db)
    return { version, known, found, vouched: bytes === 'same', lastAt }
  } finally {
    db.close()
  }
}

/** Every index entry is looked up as well: it takes ten times as long, and knows more. */
const isInOrder = (db: Db, indexes: boolean) =>
  db.pragma(indexes ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }) === 'ok'

/** 256 MiB take some two seconds. A daily backup of a larger one is checked like that all the same. */
const isSmall = (file: string) => sizeOf(file) <= 256 * 2 ** 20

/** @returns 0 for an empty one, else `schemaVersion` */
function versionOf(db: Db, file: string): number {
  const version = Number(db.pragma('user_version', { simple: true }))
  const id = Number(db.pragma('application_id', { simple: true }))
  const empty = Number(db.pragma('schema_version', { simple: true })) === 0
  if ((!empty && id !== applicationId) || version < 0) throw corrupt(file)
  if (version === 0 || version === schemaVersion) return version
  if (version < schemaVersion) {
    throw new StoreProblem({ code: 'DATABASE_OLDER', path: file, backup: null })
  }
  const problem = { code: 'DATABASE_NEWER', path: file, backup: null } as const
  const madeBy = lastUsedBy(db)
  throw new StoreProblem(madeBy === null ? problem : { ...problem, madeBy })
}

/** Where this version wrote down its name; a newer one may keep it elsewhere. */
export const usedByKey = 'app.version'

function lastUsedBy(db: Db): string | null {
  try {
    // In the place of the table there may be anything.
    if (!hasOurTable(db, 'setting')) return null
    const select = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck()
    const version: unknown = JSON.parse(select.get(usedByKey) ?? 'null')
    return typeof version === 'string' && isVersion(version) ? version : null
  } catch {
    return null
  }
}

/** SQLite moves a log of so many pages into the file by itself (its default). */
const autocheckpointPages = 1_000

/** Since the log was empty, the file may have got something from it. */
export function mayBeWritten(db: Db, file: string): boolean {
  const frame = Number(db.pragma('page_size', { simple: true })) + 24
  return sizeOf(`${file}-wal`) >= autocheckpointPages * frame
}

function bytesOf(db: Db, file: string, { state }: Known): 'same' | 'altered' | 'unknown' {
  if (state?.digest == null || mayBeWritten(db, file)) return 'unknown'
  return digestOf(file) === state.digest ? 'same' : 'altered'
}

export const commitsOf = (db: Db): number =>
  Number(db.prepare('SELECT commits FROM row_seal WHERE id = 1').pluck().get() ?? 0)

const lastOf = (db: Db) =>
  db.prepare<[], number | null>('SELECT max(at) FROM activity').pluck().get() ?? null
