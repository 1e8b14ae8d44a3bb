import type { EntryQuery } from '@contract/vault-channels'
import type { Listed } from './listed'
import { matches, rankOf } from './search-text'
import { inSlices } from './slices'

/** Entries looked at between two pauses: a millisecond or so. */
const itemsASlice = 4096

/** What a query finds, in the order given; it yields for a pause to be made. */
export function* select(
  order: readonly Listed[],
  { view, tag }: Pick<EntryQuery, 'view' | 'tag'>,
  words: readonly string[],
): Generator<undefined, readonly Listed[]> {
  const found: Listed[] = []
  for (const [at, slice] of inSlices(order, itemsASlice)) {
    if (at > 0) yield
    for (const item of slice) {
      const here = shows(view, item) && (tag === null || item.tags.includes(tag))
      if (here && matches(item.text, words)) found.push(item)
    }
  }
  return found
}

/** The nearest matches first, the order kept among equals; it yields for a pause to be made. */
export function* rank(
  found: readonly Listed[],
  words: readonly string[],
): Generator<undefined, readonly Listed[]> {
  if (words.length === 0) return found
  const ranks: [Listed[], Listed[], Listed[]] = [[], [], []]
  for (const [at, slice] of inSlices(found, itemsASlice)) {
    if (at > 0) yield
    for (const item of slice) ranks[rankOf(item.text ?? '', words)].push(item)
  }
  return ranks.flat()
}

function shows(view: EntryQuery['view'], { kind, favourite, trashedAt }: Listed): boolean {
  if (view === 'trash' || trashedAt !== null) return view === 'trash' && trashedAt !== null
  if (view === 'favourites') return favourite
  return view === 'all' || kind === (view === 'logins' ? 'login' : 'note')
}
