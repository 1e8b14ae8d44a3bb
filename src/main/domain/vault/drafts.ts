import type { EntryDraft, EntryKind, VaultOverview } from '@contract/vault-models'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { UseCases } from '../use-cases'
import { derivedTitle } from './edited'
import type { OpenVault, Vaults } from './open-vault'

export const draftPrefix = 'draft/'

/** A new one of each kind: a note that was begun is not written over by a login. */
const newNames: Record<EntryKind, string> = { login: 'new', note: 'new-note' }

/** The record that keeps the draft of an entry. Ids are 22 characters long. */
export const draftName = (entry: EntryId) => `${draftPrefix}${entry}`

/** The record that keeps the draft of a new entry. */
export const newDraftName = (kind: EntryKind) => `${draftPrefix}${newNames[kind]}`

/** Whose draft a record is; null for that of a new entry. */
export function draftedEntry(name: string): EntryId | null {
  const rest = name.slice(draftPrefix.length)
  return Object.values(newNames).includes(rest) ? null : (rest as EntryId)
}

export interface Draft {
  readonly at: number
  readonly input: EntryDraft
}

type Drafts = Pick<UseCases<'vault'>, 'saveDraft' | 'draft' | 'discardDraft'>

/** Unsaved edits, sealed beside the entries: a lock, a crash or a close keeps them. */
export function draftUseCases({
  clock,
  vaults,
}: Pick<Ports, 'clock'> & { readonly vaults: Vaults }): Drafts {
  return {
    /** One row is written, and nothing else looked at. @throws DomainFailure ENTRY_GONE */
    saveDraft({ entry, input }) {
      const vault = vaults.current()
      const id = entry as EntryId | null
      // Typed while the entry was deleted elsewhere: it would never be found again.
      if (id !== null) vault.content(id)
      const name = nameOf({ entry: id, kind: input.kind })
      vault.setRecord(name, { at: clock.now(), input } satisfies Draft)
      return null
    },
    draft: (of) => (vaults.current().record(nameOf(of)) as Draft | null)?.input ?? null,
    discardDraft(of) {
      vaults.current().dropRecord(nameOf(of))
      return null
    },
  }
}

const nameOf = ({ entry, kind }: { readonly entry: string | null; readonly kind: EntryKind }) =>
  entry === null ? newDraftName(kind) : draftName(entry as EntryId)

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
      const title = input.title.trim() || derivedTitle(input)
      return { entry: draftedEntry(name), kind: input.kind, title }
    })
}
