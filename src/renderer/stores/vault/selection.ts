import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { EntryView } from '@contract/vault-models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from '../latest'
import type { ListStore } from './list'

interface SelectionModel {
  readonly id: string | null
  /** Its line; null if it isn't in the list, or its line isn't known. */
  readonly index: number | null
  /** The entry of `id`, or the previous one while it is loading. */
  readonly entry: EntryView | null
  readonly failure: Failure | null
}

const none: SelectionModel = { id: null, index: null, entry: null, failure: null }

/** Which entry is chosen: its details, and its line in the list. */
export interface Selection {
  readonly store: StoreApi<SelectionModel>
  choose(id: string, index?: number): Promise<void>
  /** Chooses the line at `index`, as soon as it is loaded. An index past either end is clamped. */
  moveTo(index: number): void
  /** Chooses the first hit of a search, unless the chosen entry is itself a hit. */
  chooseFirstHit(): void
  /** Finds the line of the chosen entry, however far from the loaded lines. */
  locate(): Promise<void>
  /** The chosen entry, once loaded; null if there is none, or its line isn't loaded yet. */
  loaded(): Promise<EntryView | null>
  /** Loads the chosen entry again. */
  reload(): Promise<void>
  put(entry: EntryView): void
  clear(): void
}

export function createSelection(ask: AppApi['vaultEntry'], list: ListStore): Selection {
  const store = createStore<SelectionModel>(() => none)
  const latest = createLatest()
  let loading: Promise<void> = Promise.resolve()
  /** A line that was moved to before it was loaded. */
  let awaitedLine: number | null = null

  function load(id: string): Promise<void> {
    loading = show(id)
    return loading
  }

  async function show(id: string): Promise<void> {
    const isLatest = latest.begin()
    const answer = await ask({ id })
    if (!isLatest()) return
    store.setState(
      answer.ok
        ? { entry: answer.value, failure: null }
        : { entry: null, failure: answer.code === 'NOT_SIGNED_IN' ? null : answer },
    )
  }

  function choose(id: string, index?: number): Promise<void> {
    awaitedLine = null
    store.setState({ id, index: index ?? list.indexOf(id) })
    return load(id)
  }

  function moveTo(index: number): void {
    const total = list.store.getState().total ?? 0
    if (total === 0) return
    const line = Math.min(Math.max(0, index), total - 1)
    const item = list.at(line)
    if (item !== undefined) {
      void choose(item.id, line)
      return
    }
    awaitedLine = line
    store.setState({ index: line })
    void list.need(line, line)
  }

  list.store.subscribe(() => {
    const { id, index } = store.getState()
    if (awaitedLine !== null) {
      const item = list.at(awaitedLine)
      if (item !== undefined) void choose(item.id, awaitedLine)
      return
    }
    if (id === null) return
    const found = list.indexOf(id)
    // Its page may just not be loaded. If the page is loaded without the entry, it is elsewhere.
    const lost = found === null && index !== null && list.at(index) !== undefined
    if (found !== null || lost) store.setState({ index: found })
  })

  function clear(): void {
    latest.cancel()
    awaitedLine = null
    store.setState(none)
  }

  return {
    store,
    choose,
    moveTo,
    clear,
    chooseFirstHit() {
      const { id } = store.getState()
      if (id !== null && list.indexOf(id) !== null) return
      if (list.store.getState().total === 0) clear()
      else moveTo(0)
    },
    async locate() {
      const { id } = store.getState()
      if (id === null) return
      const index = await list.locate(id)
      if (store.getState().id === id && awaitedLine === null) store.setState({ index })
    },
    async loaded() {
      for (let last: unknown; last !== loading; ) {
        last = loading
        await loading
      }
      const { id, entry } = store.getState()
      return awaitedLine === null && entry?.id === id ? entry : null
    },
    async reload() {
      const { id } = store.getState()
      if (id === null) return
      await load(id)
      if (store.getState().failure?.code === 'ENTRY_GONE') clear()
    },
    put(entry) {
      latest.cancel()
      awaitedLine = null
      store.setState({ id: entry.id, index: list.indexOf(entry.id), entry, failure: null })
    },
  }
}
