import type { EntryId } from '../ids'

export const draftPrefix = 'draft/'

/** The record that keeps the draft of an entry, or of a new one. Ids are 22 characters long. */
export const draftName = (entry: EntryId | null) => `${draftPrefix}${entry ?? 'new'}`

/** Whose draft a record is. */
export function draftedEntry(name: string): EntryId | null {
  const rest = name.slice(draftPrefix.length)
  return rest === 'new' ? null : (rest as EntryId)
}
