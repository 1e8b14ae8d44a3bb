import type { VaultOverview } from '@contract/vault-models'
import type { EntryId } from '../ids'
import type { VaultStore } from '../ports'
import type { OpenVault } from './open-vault'

/** The record in which an import stores when it was, what it added, and more of its own. */
export const lastImportRecord = 'import/last'

export interface LastImport {
  readonly at: number
  readonly ids: readonly EntryId[]
}

/** Every envelope begins with a nonce of its own: the same start is the same record. */
const startBytes = 16

/**
 * What can be undone; null if there was no import, or nothing of it is left. The record of a large
 * import is read once, not on every call.
 */
export function importToUndo(store: Pick<VaultStore, 'record'>) {
  const read = new WeakMap<
    OpenVault,
    { readonly start: string; readonly last: LastImport | null }
  >()

  function lastImport(vault: OpenVault): LastImport | null {
    const envelope = store.record(vault.scope.vaultId, lastImportRecord)
    const start = envelope === null ? '' : envelope.subarray(0, startBytes).join()
    const known = read.get(vault)
    if (known?.start === start) return known.last
    const last = vault.record(lastImportRecord) as LastImport | null
    read.set(vault, { start, last: last && { at: last.at, ids: last.ids } })
    return last
  }

  return (vault: OpenVault): VaultOverview['undo'] => {
    const last = lastImport(vault)
    const count = last?.ids.filter((id) => vault.index.get(id) !== null).length ?? 0
    return last && count > 0 ? { at: last.at, count } : null
  }
}
