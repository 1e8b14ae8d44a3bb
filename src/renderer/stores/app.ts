import type { AppApi } from '@contract/api'
import type { Failure, Result } from '@contract/channel'
import type { Profile } from '@contract/models'
import { type AccountActions, accountActions } from './account-actions'
import { type Core, createCore } from './core'
import { type LinkActions, linkActions } from './link-actions'
import { startScreen } from './screens'

export interface App extends Pick<Core, 'store' | 'go' | 'refresh'>, AccountActions, LinkActions {
  start(): Promise<void>
  /** Tries again after a problem at the start. */
  retry(): Promise<Failure | null>
  /** Replaces an unreadable data file with the newest good backup. */
  recoverBackup(): Promise<Failure | null>
  /** Opens a readable data file although it is incomplete or has been changed. */
  openAnyway(): Promise<Failure | null>
  chooseProfile(profile: Profile): Promise<Failure | null>
  showDiagnostics(): void
  /** Only from the vault: elsewhere something is in progress, or the settings are already open. */
  showSettings(): void
  /** To the screen for someone who has nothing in progress. */
  goHome(): void
}

/** The app as its screens see it. Independent of React. */
export function createApp(api: AppApi): App {
  const core = createCore(api)
  const { store, go, refresh, adopt } = core
  const links = linkActions(core)

  async function start(): Promise<void> {
    api.onStateChanged(() => void refreshAndOpen())
    api.onSettingsWanted(showSettings)
    const ready = refresh()
    api.onShowDiagnostics(showDiagnostics)
    // A link may arrive while the first answer is pending.
    api.onLinkArrived(() => void ready.then(links.openWaiting))
    await ready
    await openIfWaiting()
  }

  /** A link may have been waiting for the keychain, which holds the keys it is checked with. */
  async function refreshAndOpen(): Promise<void> {
    const before = store.getState().state?.keychain ?? 'ready'
    await refresh()
    const now = store.getState().state?.keychain
    if (before !== 'ready' && now === 'ready') await openIfWaiting()
  }

  function showSettings(): void {
    const { screen } = store.getState()
    if (screen.name !== 'home' || screen.section !== 'vault') return
    go({ name: 'home', section: 'account' })
  }

  /** Remembers the current screen, to return to it. */
  function showDiagnostics(): void {
    const { screen } = store.getState()
    if (screen.name !== 'starting' && screen.name !== 'diagnostics') {
      go({ name: 'diagnostics', from: screen })
    }
  }

  async function openIfWaiting(): Promise<void> {
    if (store.getState().state?.linkWaiting === true) await links.openWaiting()
  }

  async function afterOpening(request: Promise<Result<null>>): Promise<Failure | null> {
    const answer = await request
    if (!answer.ok) return answer
    await refresh()
    await openIfWaiting()
    return null
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
    recoverBackup: () => afterOpening(api.backupRecover()),
    openAnyway: () => afterOpening(api.backupOpenAnyway()),
    async chooseProfile(profile) {
      const answer = await api.appChooseProfile({ profile })
      if (!answer.ok) return answer
      adopt(answer.value, startScreen(answer.value))
      await openIfWaiting()
      return null
    },
    showDiagnostics,
    showSettings,
    goHome() {
      const { state } = store.getState()
      if (state !== null) go(startScreen(state))
    },
  }
}
