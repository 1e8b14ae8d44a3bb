import type { Failure, Result } from '@contract/channel'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from './latest'

/** Something that main is asked for: its last good answer stays while a new one is under way. */
interface ResourceModel<T> {
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
  const latest = createLatest()
  let underWay = 0

  const take = (value: T) => {
    latest.cancel()
    store.setState({ value, failure: null })
  }

  async function load(): Promise<void> {
    const isLatest = latest.begin()
    underWay += 1
    const answer = await ask()
    underWay -= 1
    if (!isLatest()) return
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
      latest.cancel()
      store.setState({ value: null, failure: null })
    },
    load,
  }
}

/**
 * Settings of which each change counts at once: shown before main has answered, and put right by
 * what it answers. Of several in a row the last answer has them all; those before it would undo it
 * for the eyes.
 */
export function createChanges<T>(put: (value: T) => void) {
  const latest = createLatest()
  return async (before: T, after: T, send: () => Promise<Result<T>>): Promise<Result<T>> => {
    put(after)
    const isLatest = latest.begin()
    const answer = await send()
    if (!answer.ok) put(before)
    else if (isLatest()) put(answer.value)
    return answer
  }
}

/**
 * Runs `work` once at a time. Asked again meanwhile, however often, it runs once more after: what
 * was asked for last has then been seen.
 * @returns a function whose promise resolves when a run that began after the call has ended
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function begin(): Promise<void> {
    running = work().finally(() => {
      running = null
    })
    return running
  }

  return () => {
    if (running === null) return begin()
    next ??= running.then(() => {
      next = null
      return begin()
    })
    return next
  }
}
