import type { EntryQuery } from '@contract/vault-channels'
import type { Pause } from '../ports'
import type { Listed } from './listed'
import { paused } from './slices'
import { placeOf, sortInSlices } from './sort'

type Sort = EntryQuery['sort']
type Compare = (a: Listed, b: Listed) => number

/** More changes at once than this, and an order is made anew when it is next asked for. */
const fewChanges = 64

let collator: Intl.Collator | null = null

/**
 * As people sort in the system's language: 2 before 10, case and accents only between equals. Loading
 * how takes 15 ms, which a start does not spend on it.
 */
export function titleCollator(): Intl.Collator {
  collator ??= new Intl.Collator(undefined, { numeric: true })
  return collator
}

/** Ids at the end, so that no two entries stand in the same place. */
export const byTitle: Compare = (a, b) =>
  titleCollator().compare(a.title, b.title) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const newest = (of: (item: Listed) => number | null): Compare => {
  return (a, b) => (of(b) ?? 0) - (of(a) ?? 0)
}
const byTime = {
  used: newest(({ usedAt }) => usedAt),
  changed: newest(({ changedAt }) => changedAt),
}
const total: Readonly<Record<Sort, Compare>> = {
  title: byTitle,
  used: (a, b) => byTime.used(a, b) || byTitle(a, b),
  changed: (a, b) => byTime.changed(a, b) || byTitle(a, b),
}

export interface Change {
  readonly before: Listed | null
  readonly after: Listed | null
}

/** The list in each order that was asked for, kept in order as entries change. */
export interface Orders {
  /** As things stood when it was asked. Not to be kept: it changes in place. */
  get(sort: Sort): Promise<readonly Listed[]>
  changed(changes: readonly Change[]): void
  clear(): void
}

export function orders(items: ReadonlyMap<unknown, Listed>, pause: Pause): Orders {
  const known = new Map<Sort, Listed[]>()
  let version = 0

  async function get(sort: Sort): Promise<readonly Listed[]> {
    const there = known.get(sort)
    if (there !== undefined) return there
    // Sorting is stable: by time, entries of the same time stay as their titles are sorted.
    const from = sort === 'title' ? [...items.values()] : [...(await get('title'))]
    const begun = version
    const sorting = sortInSlices(from, sort === 'title' ? byTitle : byTime[sort])
    const sorted = await paused(sorting, pause)
    if (version === begun) known.set(sort, sorted)
    return sorted
  }

  function move(sort: Sort, order: Listed[], { before, after }: Change): void {
    if (before) {
      const at = placeOf(order, before, total[sort])
      if (order[at]?.id === before.id) order.splice(at, 1)
    }
    if (after) order.splice(placeOf(order, after, total[sort]), 0, after)
  }

  return {
    get,
    changed(changes) {
      version += 1
      if (changes.length > fewChanges) known.clear()
      for (const [sort, order] of known) {
        for (const change of changes) move(sort, order, change)
      }
    },
    clear() {
      version += 1
      known.clear()
    },
  }
}
