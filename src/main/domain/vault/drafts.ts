import type { EntryDraft, VaultOverview } from '@contract/vault-models'
import type { Deps } from '../deps'
import type { EntryId } from '../ids'
import type { UseCases } from '../use-cases'
import { draftedEntry, draftName, draftPrefix } from './draft-name'
import type { OpenVault } from './open-vault'
import { derivedTitle } from './tidy'

interface Draft {
  readonly at: number
  readonly input: EntryDraft
}

type Drafts = Pick<UseCases<'vault'>, 'saveDraft' | 'draft' | 'discardDraft'>

/** Unsaved edits, sealed beside the entries: a lock, a crash or a close keeps them. */
export function draftUseCases({ clock, vaults }: Pick<Deps, 'clock' | 'vaults'>): Drafts {
  return {
    /** One row is written, and nothing else looked at. @throws DomainFailure ENTRY_GONE */
    saveDraft({ entry, input }) {
      const vault = vaults.current()
      const id = entry as EntryId | null
      // Typed while the entry was deleted elsewhere: it would never be found again.
      if (id !== null) vault.content(id)
      vault.setRecord(draftName(id), { at: clock.now(), input } satisfies Draft)
      return null
    },
    draft({ entry }) {
      const name = draftName(entry as EntryId | null)
      return (vaults.current().record(name) as Draft | null)?.input ?? null
    },
    discardDraft({ entry }) {
      vaults.current().dropRecord(draftName(entry as EntryId | null))
      return null
    },
  }
}

/** Newest first. */
export function draftsOf(vault: OpenVault): VaultOverview['drafts'] {
  return vault
    .recordNames(draftPrefix)
    .flatMap((name) => {
      const draft = vault.record(name) as Draft | null
      return draft ? [{ name, ...draft }] : []
    })
    .toSorted((a, b) => b.at - a.at)
    .map(({ name, input }) => {
      return { entry: draftedEntry(name), title: input.title.trim() || derivedTitle(input) }
    })
}
