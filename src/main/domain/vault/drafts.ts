import type { EntryKind } from '@contract/entry-kinds'
import type { EntryDraft, VaultOverview } from '@contract/vault-models'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { UseCases } from '../use-cases'
import { derivedTitle } from './edited'
import type { OpenVault, Vaults } from './open-vault'

export const draftPrefix = 'draft/'

/** A draft of each kind: starting a login doesn't overwrite a note that was started. */
const newNames: Record<EntryKind, string> = { login: 'new', note: 'new-note' }

/** The record with the draft of an entry. Ids are 22 characters long. */
export const draftName = (entry: EntryId) => `${draftPrefix}${entry}`

/** The record with the draft of a new entry. */
export const newDraftName = (kind: EntryKind) => `${draftPrefix}${newNames[kind]}`

/** The entry that a draft belongs to; null for a new entry. */
export function draftedEntry(name: string): EntryId | null {
  const rest = name.slice(draftPrefix.length)
  return Object.values(newNames).includes(rest) ? null : (rest as EntryId)
}

export interface Draft {
  readonly at: number
  readonly input: EntryDraft
}

type Drafts = Pick<UseCases<'vault'>, 'saveDraft' | 'draft' | 'discardDraft'>

/** Unsaved edits, encrypted beside the entries: they survive a lock, a crash or a close. */
export function draftUseCases({
  clock,
  openVault,
}: Pick<Ports, 'clock'> & { readonly openVault: Vaults }): Drafts {
  return {
    /** Writes a single row. @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED */
    saveDraft({ entry, input }) {
      const vault = openVault.current()
      const id = entry as EntryId | null
      // The draft of an entry deleted elsewhere during typing would never be found again.
      if (id !== null) vault.content(id)
      const name = nameOf({ entry: id, kind: input.kind })
      vault.setRecord(name, { at: clock.now(), input } satisfies Draft)
      return null
    },
    draft: (of) => (openVault.current().record(nameOf(of)) as Draft | null)?.input ?? null,
    discardDraft(of) {
      openVault.current().dropRecord(nameOf(of))
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
