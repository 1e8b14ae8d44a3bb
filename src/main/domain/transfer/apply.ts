import { trashDays } from '@contract/limits'
import type { Imported } from '@contract/transfer-models'
import type { Deps } from '../deps'
import type { OpenEntry } from '../vault/content'
import { lastImportRecord } from '../vault/last-import'
import { findDuplicates } from './duplicates'
import { importRecord } from './import-record'

const trashMs = trashDays * 24 * 60 * 60 * 1000

type Needs = Pick<
  Deps,
  'activity' | 'cipher' | 'clock' | 'pause' | 'sessions' | 'transaction' | 'vaults'
>

/**
 * Adds what was read, all of it or nothing, and notes what can be taken back.
 *
 * @param duplicates adds those as well that are in the vault already
 * @param check called between slices of the work; what it throws ends it, with nothing added
 * @returns how many were added, and how many left out as duplicates
 */
export async function applyImport(
  deps: Needs,
  entries: readonly OpenEntry[],
  duplicates: boolean,
  check: () => void,
): Promise<Imported> {
  const vault = deps.vaults.current()
  const known = duplicates ? [] : await findDuplicates(deps, vault, entries, check)
  const chosen = entries.filter((_, place) => !known[place]).map(withTimeInTrash)
  const record = await importRecord(deps, chosen, check)
  if (chosen.length > 0) {
    const prepared = await vault.prepare(chosen.map((entry) => ({ entry })))
    try {
      deps.transaction(() => {
        prepared.write()
        vault.setRecord(lastImportRecord, { ...record, ids: prepared.ids })
        deps.activity.add(vault.scope.accountId, 'imported', deps.clock.now())
      })
    } finally {
      prepared.drop()
    }
  }
  return { added: chosen.length, duplicates: entries.length - chosen.length }

  /** What an old file has in its trash is not gone for good the moment it comes in. */
  function withTimeInTrash(entry: OpenEntry): OpenEntry {
    const now = deps.clock.now()
    const { trashedAt } = entry.content
    if (trashedAt === null || trashedAt + trashMs > now) return entry
    return { ...entry, content: { ...entry.content, trashedAt: now } }
  }
}
