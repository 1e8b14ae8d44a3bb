import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { EntryQuery } from '@contract/channels'
import type { EntrySummary } from '@contract/vault-models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from '../latest'

/** Lines per request: a few screenfuls, and half of what an answer may hold. */
export const pageSize = 100
/** Pages scrolled past are dropped: the renderer never holds more of the vault than this. */
const pagesKept = 6

export type ListQuery = Omit<EntryQuery, 'offset' | 'limit' | 'near'>

export const everything: ListQuery = { view: 'all', tag: null, text: '', sort: 'title' }

interface ListModel {
  readonly query: ListQuery
  /** The query that `pages` answers; not `query` until main has answered that. */
  readonly shown: ListQuery | null
  /** Null until main's first answer. */
  readonly total: number | null
  readonly pages: ReadonlyMap<number, readonly EntrySummary[]>
  readonly failure: Failure | null
}

/** A window on a list that may be long: only the lines in view are loaded. */
export interface ListStore {
  readonly store: StoreApi<ListModel>
  ask(change: Partial<ListQuery>): Promise<void>
  /** Loads lines `first` to `last`, which are in view. */
  need(first: number, last: number): Promise<void>
  /** Loads everything again; the old lines stay until the new ones arrive. */
  reload(): Promise<void>
  /** Undefined while it isn't loaded. */
  at(index: number): EntrySummary | undefined
  /** Only searches the loaded lines. */
  indexOf(id: string): number | null
  /** The line of an entry, however far from the lines in view; null if it isn't listed. */
  locate(id: string): Promise<number | null>
  clear(): void
}

const start = { first: 0, last: 0 }
const nothing = { shown: null, total: null, pages: new Map(), failure: null }

export function createList(ask: AppApi['vaultList']): ListStore {
  const store = createStore<ListModel>(() => ({ query: everything, ...nothing }))
  const latest = createLatest()
  /** Shared by the requests for all pages of one query. */
  let isLatest = latest.begin()
  /** Whether each page is up to date. One that isn't stays on the screen, but is requested again. */
  let fresh = new Map<number, () => boolean>()
  /** The lines in view; null while the list is closed. */
  let range: { readonly first: number; readonly last: number } | null = null
  let loading = false
  let loaded: Promise<void> = Promise.resolve()

  function nextPage(): number | null {
    if (range === null) return null
    const { total, shown, query } = store.getState()
    const known = shown === query && total !== null
    const last = known ? Math.min(range.last, Math.max(0, total - 1)) : range.last
    const first = Math.min(range.first, last)
    for (let page = pageOf(first); page <= pageOf(last); page += 1) {
      if (!fresh.get(page)?.()) return page
    }
    return null
  }

  /** One request at a time: while it is pending, only the newest range is remembered. */
  async function loadPages(): Promise<void> {
    loading = true
    for (let page = nextPage(); page !== null; page = nextPage()) {
      const isStillLatest = isLatest
      const { query } = store.getState()
      const answer = await ask({ ...query, offset: page * pageSize, limit: pageSize })
      if (!isStillLatest()) continue
      if (answer.ok) take(page, query, answer.value)
      else {
        store.setState({ failure: answer })
        break
      }
    }
    loading = false
  }

  function take(
    page: number,
    query: ListQuery,
    { total, items }: { total: number; items: readonly EntrySummary[] },
  ): void {
    const now = store.getState()
    const pages = new Map(now.shown === query ? now.pages : [])
    if (now.shown !== query) fresh = new Map()
    pages.set(page, items)
    fresh.set(page, isLatest)
    const middle = range === null ? page : pageOf((range.first + range.last) / 2)
    const farthestFirst = [...pages.keys()].toSorted(
      (a, b) => Math.abs(b - middle) - Math.abs(a - middle),
    )
    const dropped = farthestFirst.slice(0, Math.max(0, pages.size - pagesKept))
    for (const each of dropped) {
      pages.delete(each)
      fresh.delete(each)
    }
    store.setState({ shown: query, total, pages, failure: null })
  }

  function run(): Promise<void> {
    if (!loading) loaded = loadPages()
    return loaded
  }

  function indexOf(id: string): number | null {
    for (const [page, items] of store.getState().pages) {
      const at = items.findIndex((item) => item.id === id)
      if (at >= 0) return page * pageSize + at
    }
    return null
  }

  return {
    store,
    indexOf,
    async locate(id) {
      const here = indexOf(id)
      const { query, shown } = store.getState()
      if (here !== null && shown === query) return here
      const isStillLatest = isLatest
      const answer = await ask({ ...query, offset: 0, limit: pageSize, near: id })
      if (!isStillLatest() || !answer.ok) return null
      const { offset, items } = answer.value
      const at = items.findIndex((item) => item.id === id)
      if (at < 0) return null
      range = { first: offset + at, last: offset + at }
      take(pageOf(offset), query, answer.value)
      return offset + at
    },
    ask(change) {
      isLatest = latest.begin()
      range = start
      store.setState(({ query }) => ({ query: { ...query, ...change } }))
      return run()
    },
    need(first, last) {
      range = { first, last }
      return run()
    },
    reload() {
      isLatest = latest.begin()
      range ??= start
      return run()
    },
    at: (index) => lineOf(store.getState().pages, index),
    clear() {
      isLatest = latest.begin()
      fresh = new Map()
      range = null
      store.setState({ query: everything, ...nothing })
    },
  }
}

/** Undefined while it isn't loaded. */
export function lineOf(pages: ListModel['pages'], index: number): EntrySummary | undefined {
  return pages.get(pageOf(index))?.[index % pageSize]
}

function pageOf(index: number): number {
  return Math.floor(index / pageSize)
}
