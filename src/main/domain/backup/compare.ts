import { inSlices } from '../async'
import type { OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { EntryRow } from '../model'
import type { Page, Ports } from '../ports'
import type { OpenVault, Vaults } from '../vault/open-vault'
import type { OldVault } from './old-vault'

/** Rows per page. */
const pageRows = 200
/** Ids and revisions per page: under a millisecond. */
const pageRevisions = 1_000

/** What it takes to turn the current vault into the one in the backup. */
export interface Differences {
  /** No longer in the current vault. */
  readonly back: readonly Restored[]
  /** The content differs, or has been damaged since. */
  readonly changed: readonly Restored[]
  /** Added since the backup. */
  readonly gone: readonly EntryId[]
  readonly same: number
  /** The current vault when it was compared: each entry's id and revision. */
  readonly seen: ReadonlyMap<EntryId, number>
}

interface Restored {
  readonly id: EntryId
  readonly entry: OpenEntry
}

/**
 * Compares entry by entry, in slices. Rows that don't decrypt are ignored: one in the backup
 * neither restores nor removes anything, and one in the current vault that isn't in the backup is
 * kept.
 */
export async function compare(
  {
    vaultRows,
    openVault,
    pause,
  }: Pick<Ports, 'pause' | 'vaultRows'> & { readonly openVault: Vaults },
  old: OldVault,
): Promise<Differences> {
  const now = sameVault(openVault, old)
  const { vaultId } = now.scope
  const seen = new Map<EntryId, number>()
  const revisions = inPages(pageRevisions, (page) => vaultRows.revisions(vaultId, page))
  await inSlices(revisions, pause, ({ id, revision }) => void seen.set(id, revision))
  const unmet = new Set(seen.keys())
  const back: Restored[] = []
  const changed: Restored[] = []
  let same = 0

  function look(row: EntryRow): void {
    const known = unmet.delete(row.id)
    if (known && old.id === vaultId && sameBytes(row, vaultRows.row(vaultId, row.id))) {
      same += 1
      return
    }
    const entry = old.ciphers.decrypt(row)
    if (entry === null) return
    const present = known ? entryOf(now, row.id) : null
    if (present !== null && sameEntry(entry, present)) same += 1
    else (known ? changed : back).push({ id: row.id, entry })
  }

  await inSlices(inPages(pageRows, old.rows), pause, look)

  const gone: EntryId[] = []
  await inSlices(unmet, pause, (id) => {
    if (entryOf(now, id) !== null) gone.push(id)
  })
  return { back, changed, gone, same, seen }
}

/** @throws DomainFailure NOT_SIGNED_IN if another vault, or none, is open by now */
export function sameVault(openVault: Vaults, { now }: OldVault): OpenVault {
  const vault = openVault.current()
  const { accountId, vaultId } = vault.scope
  if (accountId !== now.accountId || vaultId !== now.vaultId) {
    throw new DomainFailure('NOT_SIGNED_IN')
  }
  return vault
}

/** Reads a page at a time, so that the database is free in between. */
function* inPages<Row extends { readonly id: EntryId }>(
  limit: number,
  read: (page: Page) => readonly Row[],
): Generator<Row> {
  for (let after: EntryId | null = null; ; ) {
    const rows: readonly Row[] = read({ after, limit })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}

/** True if the vault is still the one that was compared. */
export function isStill(
  vault: Ports['vaultRows'],
  { scope }: OpenVault,
  seen: Differences['seen'],
) {
  const rows = vault.revisions(scope.vaultId)
  return rows.length === seen.size && rows.every(({ id, revision }) => seen.get(id) === revision)
}

/** Null: deleted in the meantime, or damaged. */
function entryOf(vault: OpenVault, id: EntryId): OpenEntry | null {
  try {
    return vault.entry(id)
  } catch (error) {
    if (error instanceof DomainFailure && error.code !== 'NOT_SIGNED_IN') return null
    throw error
  }
}

/** Every encryption has its own nonce: equal bytes are the same entry, without decrypting it. */
function sameBytes(a: EntryRow, b: EntryRow | null): boolean {
  return b !== null && equal(a.content, b.content) && equal(a.secret, b.secret)
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}

/** Compares every field except when the entry was last used. */
function sameEntry(a: OpenEntry, b: OpenEntry): boolean {
  return text(a) === text(b)
}

function text({ content, secret }: OpenEntry): string {
  const fields = Object.entries({ ...content, ...secret, usedAt: null })
  return JSON.stringify(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
