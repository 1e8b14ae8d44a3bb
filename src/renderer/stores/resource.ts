import type { Failure, Result } from '@contract/result'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that main is asked for: its last good answer stays while a new one is under way. */
export interface ResourceModel<T> {
  readonly value: T | null
  readonly failure: Failure | null
}

export interface Resource<T> {
  readonly store: StoreApi<ResourceModel<T>>
  load(): Promise<void>
  /** Takes an answer that came by another way. */
  put(value: T): void
  /** Forgets it, and whatever is under way. */
  clear(): void
}

export function createResource<T>(ask: () => Promise<Result<T>>): Resource<T> {
  const store = createStore<ResourceModel<T>>(() => ({ value: null, failure: null }))
  let newest = 0
  let underWay = 0

  const take = (value: T) => {
    newest += 1
    store.setState({ value, failure: null })
  }

  async function load(): Promise<void> {
    newest += 1
    const mine = newest
    underWay += 1
    const answer = await ask()
    underWay -= 1
    if (mine !== newest) return
    if (answer.ok) take(answer.value)
    else store.setState({ failure: answer })
  }

  return {
    store,
    put(value) {
      take(value)
      // What is under way may be older than this, or newer.
      if (underWay > 0) void load()
    },
    clear() {
      newest += 1
      store.setState({ value: null, failure: null })
    },
    load,
  }
}
