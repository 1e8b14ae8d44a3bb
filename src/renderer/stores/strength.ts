import type { AppApi } from '@contract/api'
import type { PasswordAssessment } from '@contract/models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from './latest'

export type PasswordAbout = Parameters<AppApi['passwordAssess']>[0]['about']

export interface Strength {
  /** Null while there is nothing to judge. */
  readonly store: StoreApi<{ readonly assessment: PasswordAssessment | null }>
  judge(password: string, about: PasswordAbout): void
  stop(): void
}

/** Asks main about a password as it is typed: at rest only, and the latest answer wins. */
export function createStrength(assess: AppApi['passwordAssess'], restMs = 150): Strength {
  const store = createStore<{ readonly assessment: PasswordAssessment | null }>(() => ({
    assessment: null,
  }))
  const latest = createLatest()
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    latest.cancel()
    clearTimeout(timer)
  }

  return {
    store,
    stop,
    judge(password, about) {
      stop()
      if (password === '') {
        store.setState({ assessment: null })
        return
      }
      timer = setTimeout(async () => {
        const isLatest = latest.begin()
        const answer = await assess({ password, about })
        if (isLatest() && answer.ok) store.setState({ assessment: answer.value })
      }, restMs)
    },
  }
}
