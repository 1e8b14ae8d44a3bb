import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import { draftName } from '../vault/draft-name'
import { lastImportRecord } from '../vault/last-import'
import type { OpenVault } from '../vault/open-vault'
import { entryIfWhole } from './entry-if-whole'
import { type ImportRecord, recordMarks } from './import-record'
import { inSlices } from './slices'

type Needs = Pick<
  Deps,
  'activity' | 'cipher' | 'clock' | 'pause' | 'sessions' | 'transaction' | 'vaults'
>

/**
 * Takes the last import back, for good: what is as it came goes, what a person has changed since, or
 * has begun to, stays. Once; then there is nothing to undo.
 *
 * @throws DomainFailure NOT_SIGNED_IN, NOTHING_TO_UNDO
 */
export function undoImport(deps: Needs) {
  return async (): Promise<{ readonly removed: number; readonly kept: number }> => {
    const vault = deps.vaults.current()
    const record = vault.record(lastImportRecord) as ImportRecord | null
    if (record === null) throw new DomainFailure('NOTHING_TO_UNDO')
    await vault.opened()
    const { untouched, changed } = await sortOut(vault, record)
    return deps.transaction(() => {
      // Asked for twice at once, the second finds that the first has done it.
      const current = vault.record(lastImportRecord) as ImportRecord | null
      if (current?.at !== record.at) throw new DomainFailure('NOTHING_TO_UNDO')
      // An edit may have begun while they were compared.
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
      // Deleted for good since: neither removed nor kept.
      if (vault.index.get(id) === null) return
      const entry = entryIfWhole(vault, id)
      const edited = vault.record(draftName(id)) !== null
      if (entry !== null && !edited && fingerprint.of(entry) === mark) untouched.push(id)
      else changed += 1
    })
    return { untouched, changed }
  }
}
