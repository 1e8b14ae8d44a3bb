import type { AppApi } from '@contract/api'
import type { Profile } from '@contract/models'
import type { Failure } from '@contract/result'
import { type AccountActions, accountActions } from './account-actions'
import { type Core, createCore } from './core'
import { type LinkActions, linkActions } from './link-actions'
import { startScreen } from './screens'

export interface App extends Pick<Core, 'store' | 'go' | 'refresh'>, AccountActions, LinkActions {
  start(): Promise<void>
  /** After a problem at the start. */
  retry(): Promise<Failure | null>
  chooseProfile(profile: Profile): Promise<Failure | null>
  /** To where somebody belongs who has nothing under way. */
  goHome(): void
}

/** The app as its screens see it. Knows nothing of React. */
export function createApp(api: AppApi): App {
  const core = createCore(api)
  const { store, go, refresh, adopt } = core
  const links = linkActions(core)

  async function start(): Promise<void> {
    api.onStateChanged(() => void refresh())
    const ready = refresh()
    // A link may arrive while the first answer is under way.
    api.onLinkArrived(() => void ready.then(links.openWaiting))
    await ready
    await openIfWaiting()
  }

  async function openIfWaiting(): Promise<void> {
    if (store.getState().state?.linkWaiting === true) await links.openWaiting()
  }

  return {
    store,
    go,
    refresh,
    start,
    ...accountActions(core),
    ...links,
    async retry() {
      const answer = await api.appRetry()
      if (!answer.ok) return answer
      adopt(answer.value)
      await openIfWaiting()
      return null
    },
    async chooseProfile(profile) {
      const answer = await api.appChooseProfile({ profile })
      if (!answer.ok) return answer
      adopt(answer.value, startScreen(answer.value))
      await openIfWaiting()
      return null
    },
    goHome() {
      const { state } = store.getState()
      if (state !== null) go(startScreen(state))
    },
  }
}
