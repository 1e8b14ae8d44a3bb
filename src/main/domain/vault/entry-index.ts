import { kindViews } from '@contract/entry-kinds'
import type { EntryQuery } from '@contract/vault-channels'
import type { EntryList, VaultOverview } from '@contract/vault-models'
import { paused, slicesOf } from '../async'
import type { EntryId } from '../ids'
import type { Pause } from '../ports'
import { type Listed, summary } from './listed'
import { type Change, orders } from './orders'
import { matches, narrows, rankOf, searchWords } from './search-text'

/** Cached answers: a person scrolls through one, and returns to the previous one. */
const keptAnswers = 4

/** What can be listed and searched in an open vault, in memory only. */
export interface EntryIndex {
  get(id: EntryId): Listed | null
  all(): Iterable<Listed>
  /** All entries, by title. */
  sorted(): Promise<readonly Listed[]>
  size(): number
  put(items: readonly Listed[]): void
  remove(ids: readonly EntryId[]): void
  /** A window of a query's results; all windows of one query are slices of one order. */
  find(query: EntryQuery): Promise<EntryList>
  counts(): Pick<VaultOverview, 'counts' | 'tags'>
  /** Texts that have been read since may match earlier searches. */
  textsCame(): void
  clear(): void
}

interface Answer {
  /** View, tag and order. */
  readonly where: string
  readonly words: readonly string[]
  /** In the order of the list. */
  readonly found: readonly Listed[]
  readonly ranked: readonly Listed[]
}

export function entryIndex(pause: Pause): EntryIndex {
  const items = new Map<EntryId, Listed>()
  const sorted = orders(items, pause)
  let answers: readonly Answer[] = []
  let counted: ReturnType<EntryIndex['counts']> | null = null
  let version = 0

  function changed(changes: readonly Change[]): void {
    if (changes.length === 0) return
    version += 1
    sorted.changed(changes)
    answers = []
    counted = null
  }

  async function answer(query: EntryQuery, again = true): Promise<readonly Listed[]> {
    const words = searchWords(query.text)
    const where = JSON.stringify([query.view, query.tag, query.sort])
    const nearby = answers.filter((one) => one.where === where && narrows(words, one.words))
    const same = nearby.find((one) => one.words.join(' ') === words.join(' '))
    if (same !== undefined) return same.ranked
    const begun = version
    // After the first keystroke of a search, each one looks only through the previous results.
    const from = nearby.at(-1)?.found ?? (await sorted.get(query.sort))
    const found = await paused(select(from, query, words), pause)
    const ranked = await paused(rank(found, words), pause)
    // Entries that moved in the meantime may have been seen twice, or not at all.
    if (version !== begun && again) return answer(query, false)
    if (version === begun) {
      answers = [...answers, { where, words, found, ranked }].slice(-keptAnswers)
    }
    return ranked
  }

  return {
    get: (id) => items.get(id) ?? null,
    all: () => items.values(),
    sorted: () => sorted.get('title'),
    size: () => items.size,
    put(listed) {
      changed(
        listed.map((after) => {
          const before = items.get(after.id) ?? null
          items.set(after.id, after)
          return { before, after }
        }),
      )
    },
    remove(ids) {
      changed(
        ids.flatMap((id) => {
          const before = items.get(id)
          return before && items.delete(id) ? [{ before, after: null }] : []
        }),
      )
    },
    async find(query) {
      const found = await answer(query)
      const { near, limit } = query
      const at = near === undefined ? -1 : found.findIndex(({ id }) => id === near)
      const offset = at < 0 ? query.offset : at - (at % limit)
      const shown = found.slice(offset, offset + limit).map(summary)
      return { total: found.length, offset, items: shown }
    },
    counts() {
      counted ??= count(items.values())
      return counted
    },
    textsCame() {
      version += 1
      answers = []
    },
    clear() {
      version += 1
      items.clear()
      sorted.clear()
      answers = []
      counted = null
    },
  }
}

function count(items: Iterable<Listed>): ReturnType<EntryIndex['counts']> {
  const counts = { all: 0, favourites: 0, logins: 0, notes: 0, trash: 0 }
  const tags = new Map<string, number>()
  for (const { kind, favourite, trashedAt, tags: own } of items) {
    if (trashedAt !== null) {
      counts.trash += 1
      continue
    }
    counts.all += 1
    if (favourite) counts.favourites += 1
    counts[kindViews[kind]] += 1
    for (const tag of own) tags.set(tag, (tags.get(tag) ?? 0) + 1)
  }
  const byName = [...tags].map(([name, of]) => ({ name, count: of }))
  return { counts, tags: byName.toSorted((a, b) => a.name.localeCompare(b.name)) }
}

/** Entries between two pauses: about a millisecond. */
const itemsASlice = 4096

/** A query's results, in the order given; yields where it can pause. */
export function* select(
  order: readonly Listed[],
  { view, tag }: Pick<EntryQuery, 'view' | 'tag'>,
  words: readonly string[],
): Generator<undefined, readonly Listed[]> {
  const found: Listed[] = []
  for (const [at, slice] of slicesOf(order, itemsASlice)) {
    if (at > 0) yield
    for (const item of slice) {
      const here = shows(view, item) && (tag === null || item.tags.includes(tag))
      if (here && matches(item.text, words)) found.push(item)
    }
  }
  return found
}

/** The best matches first, equal ones in the given order; yields where it can pause. */
function* rank(
  found: readonly Listed[],
  words: readonly string[],
): Generator<undefined, readonly Listed[]> {
  if (words.length === 0) return found
  const ranks: [Listed[], Listed[], Listed[]] = [[], [], []]
  for (const [at, slice] of slicesOf(found, itemsASlice)) {
    if (at > 0) yield
    for (const item of slice) ranks[rankOf(item.text ?? '', words)].push(item)
  }
  return ranks.flat()
}

function shows(view: EntryQuery['view'], { kind, favourite, trashedAt }: Listed): boolean {
  if (view === 'trash' || trashedAt !== null) return view === 'trash' && trashedAt !== null
  if (view === 'favourites') return favourite
  return view === 'all' || view === kindViews[kind]
}
