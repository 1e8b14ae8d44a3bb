import type { AppApi } from '@contract/api'
import type { AppState } from '@contract/models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from './latest'
import { type Screen, screenAfterChange } from './screens'

export interface AppModel {
  /** Null until main's first answer. */
  readonly state: AppState | null
  readonly screen: Screen
}

/** What the actions share: the API, the model, and the ways to change it. */
export interface Core {
  readonly api: AppApi
  readonly store: StoreApi<AppModel>
  go(screen: Screen): void
  /** Sets a state that is newer than any pending answer. */
  adopt(state: AppState, screen?: Screen): void
  /** Loads the state from main. */
  refresh(): Promise<void>
  /** Runs `work`, which begins or ends the session and alone decides which screen follows. */
  duringSessionChange<T>(work: () => Promise<T>): Promise<T>
}

export function createCore(api: AppApi): Core {
  const store = createStore<AppModel>(() => ({ state: null, screen: { name: 'starting' } }))
  const latest = createLatest()
  let sessionChanges = 0

  const nextScreen = (screen: Screen, state: AppState) =>
    sessionChanges > 0 ? screen : screenAfterChange(screen, state)

  function adopt(state: AppState, screen?: Screen): void {
    latest.cancel()
    store.setState((now) => ({ state, screen: screen ?? nextScreen(now.screen, state) }))
  }

  return {
    api,
    store,
    adopt,
    go: (screen) => store.setState({ screen }),
    async refresh() {
      const isLatest = latest.begin()
      const answer = await api.appState()
      if (!isLatest()) return
      if (answer.ok) adopt(answer.value)
      else if (store.getState().state === null) {
        store.setState({ screen: { name: 'start-problem', problem: null } })
      }
    },
    async duringSessionChange(work) {
      sessionChanges += 1
      try {
        return await work()
      } finally {
        sessionChanges -= 1
      }
    },
  }
}
