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

  const put = (value: T) => {
    newest += 1
    store.setState({ value, failure: null })
  }

  return {
    store,
    put,
    clear() {
      newest += 1
      store.setState({ value: null, failure: null })
    },
    async load() {
      newest += 1
      const mine = newest
      const answer = await ask()
      if (mine !== newest) return
      if (answer.ok) put(answer.value)
      else store.setState({ failure: answer })
    },
  }
}
