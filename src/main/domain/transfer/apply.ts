import { trashMs } from '@contract/limits'
import type { Imported } from '@contract/transfer-models'
import { inSlices } from '../async'
import type { OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey } from '../ids'
import type { Ports } from '../ports'
import { draftName } from '../vault/drafts'
import { type LastImport, lastImportRecord } from '../vault/last-import'
import type { OpenVault, Vaults } from '../vault/open-vault'
import { entryIfWhole, type Fingerprints, findDuplicates, fingerprints } from './duplicates'

/** What an import added, encrypted in the vault beside the entries. */
interface ImportRecord extends LastImport {
  /** The fingerprint of each, parallel to `ids`. */
  readonly marks: readonly string[]
}

/** The record is encrypted under the vault key, so the fingerprints need no secret key. */
const recordMarks = (deps: Pick<Ports, 'cipher'>): Fingerprints =>
  fingerprints(
    deps.cipher,
    new TextEncoder().encode('latchkey/import/v1') as Uint8Array as SecretKey,
  )

/** @returns all but the ids, which the entries don't have yet */
async function importRecord(
  deps: Pick<Ports, 'cipher' | 'clock' | 'pause'>,
  entries: readonly OpenEntry[],
  check: () => void,
): Promise<Omit<ImportRecord, 'ids'>> {
  const marks: string[] = []
  const { of } = recordMarks(deps)
  await inSlices(entries, deps.pause, (entry) => void marks.push(of(entry)), check)
  return { at: deps.clock.now(), marks }
}

type Needs = Pick<Ports, 'activity' | 'cipher' | 'clock' | 'pause' | 'transaction'> & {
  readonly openVault: Vaults
}

/**
 * Adds all the entries or none, and records what can be undone.
 *
 * @param duplicates also adds entries that the vault already has
 * @param check called between slices of the work; if it throws, the work ends and nothing is added
 * @returns how many were added, and how many left out as duplicates
 */
export async function applyImport(
  deps: Needs,
  entries: readonly OpenEntry[],
  duplicates: boolean,
  check: () => void,
): Promise<Imported> {
  const vault = deps.openVault.current()
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

  /** Entries whose time in the trash is over get that time again. */
  function withTimeInTrash(entry: OpenEntry): OpenEntry {
    const now = deps.clock.now()
    const { trashedAt } = entry.content
    if (trashedAt === null || trashedAt + trashMs > now) return entry
    return { ...entry, content: { ...entry.content, trashedAt: now } }
  }
}

type UndoImportNeeds = Pick<Ports, 'activity' | 'cipher' | 'clock' | 'pause' | 'transaction'> & {
  readonly openVault: Vaults
}

/**
 * Undoes the last import permanently: removes entries that are as they were imported, keeps those
 * that were changed or have a draft. Works once; then there is nothing to undo.
 *
 * @throws DomainFailure NOT_SIGNED_IN, NOTHING_TO_UNDO
 */
export function undoImport(deps: UndoImportNeeds) {
  return async (): Promise<{ readonly removed: number; readonly kept: number }> => {
    const vault = deps.openVault.current()
    const record = vault.record(lastImportRecord) as ImportRecord | null
    if (record === null) throw new DomainFailure('NOTHING_TO_UNDO')
    await vault.opened()
    const { untouched, changed } = await sortOut(vault, record)
    return deps.transaction(() => {
      // Of two simultaneous calls, the second finds that the first has done it.
      const current = vault.record(lastImportRecord) as ImportRecord | null
      if (current?.at !== record.at) throw new DomainFailure('NOTHING_TO_UNDO')
      // Someone may have started to edit an entry during the comparison.
      const removed = untouched.filter((id) => vault.record(draftName(id)) === null)
      vault.remove(removed)
      vault.dropRecord(lastImportRecord)
      deps.activity.add(vault.scope.accountId, 'import_undone', deps.clock.now())
      return { removed: removed.length, kept: changed + untouched.length - removed.length }
    })
  }

  async function sortOut(vault: OpenVault, { ids, marks }: ImportRecord) {
    const fingerprint = recordMarks(deps)
    const untouched: EntryId[] = []
    let changed = 0
    const places = ids.map((id, place) => ({ id, mark: marks[place] }))
    await inSlices(places, deps.pause, ({ id, mark }) => {
      // Permanently deleted since: counts as neither removed nor kept.
      if (vault.index.get(id) === null) return
      const entry = entryIfWhole(vault, id)
      const edited = vault.record(draftName(id)) !== null
      if (entry !== null && !edited && fingerprint.of(entry) === mark) untouched.push(id)
      else changed += 1
    })
    return { untouched, changed }
  }
}
