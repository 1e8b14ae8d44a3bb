import type { AppApi } from '@contract/api'
import type { PasswordAssessment } from '@contract/models'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createLatest } from './latest'

export type PasswordAbout = Parameters<AppApi['passwordAssess']>[0]['about']

export interface Strength {
  /** Null until a password has been assessed, and while the field is empty. */
  readonly store: StoreApi<{ readonly assessment: PasswordAssessment | null }>
  judge(password: string, about: PasswordAbout): void
  stop(): void
}

/**
 * Has main assess a password as it is typed; the latest wins.
 * @param restMs how long typing must pause first
 */
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
