import type { EntryKind } from '@contract/vault-models'
import type { EntryId } from '../ids'

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
