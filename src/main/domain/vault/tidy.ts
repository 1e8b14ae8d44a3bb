/** An entry's input as it is kept. */
import type { EntryInput } from '@contract/vault-channels'
import type { EntryDraft } from '@contract/vault-models'
import { hostOf } from './address'

/** A title made of a note's first line is a line's length at the most. */
const longestDerived = 80

/**
 * White space around values goes, but not a password's or the notes'; empty and repeated addresses
 * and tags go. An entry without a title is called after its first address, its user name or its
 * first line; one with none of these keeps an empty title.
 */
export function tidied(input: EntryDraft): EntryInput {
  const title = input.title.trim() || derivedTitle(input)
  const common = { title, tags: unique(input.tags) }
  if (input.kind === 'note') return { ...input, ...common }
  return { ...input, ...common, username: input.username.trim(), urls: unique(input.urls) }
}

/** Of an entry that was given none. */
export function derivedTitle(input: EntryDraft): string {
  const line = input.notes.trim().split('\n', 1)[0] ?? ''
  const first = [...line.trim()].slice(0, longestDerived).join('')
  if (input.kind === 'note') return first
  const address = input.urls.find((url) => url.trim() !== '') ?? ''
  return hostOf(address) || input.username.trim() || first
}

/** The first of those that differ only in case. */
function unique(values: readonly string[]): string[] {
  const trimmed = values.map((value) => value.trim()).filter((value) => value !== '')
  const seen = new Set<string>()
  return trimmed.filter((value) => {
    const key = value.toLowerCase()
    return !seen.has(key) && seen.add(key)
  })
}
