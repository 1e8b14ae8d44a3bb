import type { Failure, Result } from '@contract/channel'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from './latest'

/** A value loaded from main. The last good answer stays while a new one is pending. */
interface ResourceModel<T> {
  readonly value: T | null
  readonly failure: Failure | null
}

export interface Resource<T> {
  readonly store: StoreApi<ResourceModel<T>>
  load(): Promise<void>
  /** Sets a value that came another way. */
  put(value: T): void
  /** Forgets the value and drops any pending answer. */
  clear(): void
}

export function createResource<T>(ask: () => Promise<Result<T>>): Resource<T> {
  const store = createStore<ResourceModel<T>>(() => ({ value: null, failure: null }))
  const latest = createLatest()
  let pending = 0

  const take = (value: T) => {
    latest.cancel()
    store.setState({ value, failure: null })
  }

  async function load(): Promise<void> {
    const isLatest = latest.begin()
    pending += 1
    const answer = await ask()
    pending -= 1
    if (!isLatest()) return
    if (answer.ok) take(answer.value)
    else store.setState({ failure: answer })
  }

  return {
    store,
    put(value) {
      take(value)
      // A pending answer may be older than this value, or newer.
      if (pending > 0) void load()
    },
    clear() {
      latest.cancel()
      store.setState({ value: null, failure: null })
    },
    load,
  }
}

/**
 * Settings that take effect at once. Each change is shown before main has answered, then replaced by
 * the answer. Of several in a row only the last answer is shown: it contains all the changes, and an
 * earlier one would seem to undo the later ones. If the last one is refused, what main accepted last is shown.
 */
export function createChanges<T>(put: (value: T) => void) {
  const latest = createLatest()
  let pending = 0
  let accepted: T
  return async (before: T, after: T, send: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (pending === 0) accepted = before
    put(after)
    const isLatest = latest.begin()
    pending += 1
    const answer = await send()
    pending -= 1
    if (answer.ok) accepted = answer.value
    if (isLatest()) put(accepted)
    return answer
  }
}

/**
 * Runs `work` one at a time. All calls during a run share a single further run after it.
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
