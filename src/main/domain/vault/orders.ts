import type { EntryQuery } from '@contract/vault-channels'
import { paused } from '../async'
import type { Pause } from '../ports'
import type { Listed } from './listed'

type Sort = EntryQuery['sort']
type Compare = (a: Listed, b: Listed) => number

/** After more changes at once than this, an order is rebuilt when it is next used. */
const fewChanges = 64

let collator: Intl.Collator | null = null

/**
 * Sorts as people do in the system's language: 2 before 10, case and accents only between equals.
 * Loading it takes 15 ms, so that happens at the first use.
 */
export function titleCollator(): Intl.Collator {
  collator ??= new Intl.Collator(undefined, { numeric: true })
  return collator
}

/** Ids at the end, so that no two entries compare equal. */
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

/** The list in each order that was requested, kept sorted as entries change. */
export function orders(items: ReadonlyMap<unknown, Listed>, pause: Pause) {
  const known = new Map<Sort, Listed[]>()
  let version = 0

  /** As of the call. Not to be kept: it changes in place. */
  async function get(sort: Sort): Promise<readonly Listed[]> {
    const there = known.get(sort)
    if (there !== undefined) return there
    // Sorting is stable: entries of the same time stay sorted by title.
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
    changed(changes: readonly Change[]) {
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

/** Steps between two pauses: about a millisecond of comparing titles. */
const stepsASlice = 4096

/**
 * A stable merge sort that stops every few thousand steps, so that a long list doesn't hold up
 * everything else. Runs that are already in order are kept: a sorted list costs one pass.
 *
 * @returns the sorted copy at the end; yields where it can pause
 */
export function* sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Generator<undefined, T[]> {
  let steps = 0
  const isTime = () => {
    steps += 1
    return steps % stepsASlice === 0
  }

  let runs: T[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && compare(last, item) <= 0) run.push(item)
    else runs.push([item])
    if (isTime()) yield
  }

  while (runs.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? []))
    }
    runs = merged
  }
  return runs[0] ?? []

  function* merge(left: readonly T[], right: readonly T[]): Generator<undefined, T[]> {
    const out: T[] = []
    let [l, r] = [0, 0]
    while (l < left.length && r < right.length) {
      const [a, b] = [left[l] as T, right[r] as T]
      if (compare(a, b) <= 0) {
        out.push(a)
        l += 1
      } else {
        out.push(b)
        r += 1
      }
      if (isTime()) yield
    }
    return out.concat(left.slice(l), right.slice(r))
  }
}

/** Where `item` is or belongs in a sorted list, by binary search. */
function placeOf<T>(sorted: readonly T[], item: T, compare: (a: T, b: T) => number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compare(sorted[middle] as T, item) < 0) from = middle + 1
    else to = middle
  }
  return from
}
