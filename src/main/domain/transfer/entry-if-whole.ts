import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { OpenEntry } from '../vault/content'
import type { OpenVault } from '../vault/open-vault'

/** @returns null for an entry that is gone meanwhile, or does not open */
export function entryIfWhole(vault: OpenVault, id: EntryId): OpenEntry | null {
  try {
    return vault.entry(id)
  } catch (error) {
    const code = error instanceof DomainFailure ? error.code : null
    if (code === 'ENTRY_GONE' || code === 'ENTRY_DAMAGED') return null
    throw error
  }
}
