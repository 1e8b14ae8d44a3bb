import { type ByKind, byKind, entryKinds } from '@contract/entry-kinds'
import type { EntrySummary } from '@contract/vault-models'
import type { EntryContent } from '../entry'
import type { EntryId } from '../ids'
import { searchText } from './search-text'

/** What main keeps of an entry while the vault is open. */
export interface Listed extends EntrySummary {
  readonly id: EntryId
  readonly revision: number
  readonly tags: readonly string[]
  /**
   * Title, user name, addresses, tags and notes in searchable form; no secrets. null until it is
   * read, which for a cached list is right after the rest.
   */
  text: string | null
}

/** What a kind of entry adds to its line, and to what is searched. Made once: every entry is listed. */
const ownParts: ByKind<EntryContent, { subtitle: string; words: readonly string[] }> = {
  login: ({ username, urls }) => ({
    subtitle: username || hostOf(urls[0] ?? ''),
    words: [username, ...urls],
  }),
  note: () => ({ subtitle: '', words: [] }),
}

export function listed(id: EntryId, revision: number, content: EntryContent): Listed {
  const { kind, title, favourite, changedAt, usedAt, trashedAt, tags, notes } = content
  const { subtitle, words } = byKind(content, ownParts)
  const text = searchText(title, [...words, ...tags, notes])
  return {
    ...{ id, revision, kind, title, subtitle, favourite, changedAt, usedAt, trashedAt },
    tags,
    text,
  }
}

/** Only what a line shows; notes come with the entry. */
export function summary(item: Listed): EntrySummary {
  const { id, kind, title, subtitle, favourite, changedAt, usedAt, trashedAt } = item
  return { id, kind, title, subtitle, favourite, changedAt, usedAt, trashedAt }
}

/** A row of JSON without names, so that a vault of 10,000 is read in a few milliseconds. */
export type ListedRow = readonly [
  id: EntryId,
  revision: number,
  /** Its place in `entryKinds`. */
  kind: number,
  title: string,
  subtitle: string,
  favourite: 0 | 1,
  changedAt: number,
  usedAt: number | null,
  trashedAt: number | null,
  tags: readonly string[],
]

export const toRow = (item: Listed): ListedRow => [
  item.id,
  item.revision,
  entryKinds.indexOf(item.kind),
  item.title,
  item.subtitle,
  item.favourite ? 1 : 0,
  item.changedAt,
  item.usedAt,
  item.trashedAt,
  item.tags,
]

/** The text follows later. */
export function fromRow(row: ListedRow): Listed {
  const [id, revision, kind, title, subtitle, favourite, changedAt, usedAt, trashedAt, tags] = row
  return {
    id,
    revision,
    kind: entryKinds[kind] ?? 'login',
    title,
    subtitle,
    favourite: favourite === 1,
    changedAt,
    usedAt,
    trashedAt,
    tags,
    text: null,
  }
}

/** Whether all that is shown or searched is the same. */
export const sameListed = (a: Listed, b: Listed): boolean =>
  a.revision === b.revision &&
  a.text === b.text &&
  JSON.stringify(toRow(a)) === JSON.stringify(toRow(b))

// Addresses as people write them in an entry, with or without `https://`.

/** A host's name or number, perhaps a port, and then the end or what may follow a host. */
const bareHost = /^[^\s/?#@:\\]+(:\d{1,5})?([/?#].*)?$/

/** @returns null if it isn't a web address */
export function webAddress(typed: string): URL | null {
  const text = typed.trim()
  const whole = text.includes('://') ? text : bareHost.test(text) ? `https://${text}` : ''
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
}

/** Without `www.`; the text itself if it isn't a web address. */
export function hostOf(typed: string): string {
  const url = webAddress(typed)
  return url ? url.hostname.replace(/^www\.(?=.+\.)/, '') : typed.trim()
}
