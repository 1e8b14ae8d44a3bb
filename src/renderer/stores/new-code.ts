import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { NewRecoveryCode, RecoveryView } from '@contract/safety-models'
import { createStore, type StoreApi } from 'zustand/vanilla'

interface NewCodeModel {
  /** Null before it is made, and as soon as it has been kept or dropped. */
  readonly code: NewRecoveryCode | null
}

/** A recovery code from being made to being kept, or dropped. It counts only once it is kept. */
export interface NewCode {
  readonly store: StoreApi<NewCodeModel>
  /** With the password, or with null right after the account was made. */
  make(password: string | null): Promise<Failure | null>
  print(): Promise<Failure | null>
  /** @returns whether it was saved: a person may think better of it */
  savePage(): Promise<boolean | Failure>
  /** Puts it in force. */
  keep(): Promise<RecoveryView | Failure>
  /** Forgets it. It never was in force. */
  drop(): void
}

type NewCodeApi = Pick<
  AppApi,
  'recoveryMake' | 'recoveryPrint' | 'recoverySavePage' | 'recoveryKeep' | 'recoveryDrop'
>

export function createNewCode(api: NewCodeApi): NewCode {
  const store = createStore<NewCodeModel>(() => ({ code: null }))

  function ref(): { readonly ref: string } {
    const { code } = store.getState()
    if (code === null) throw new Error('there is no code')
    return { ref: code.ref }
  }

  return {
    store,
    async make(password) {
      const answer = await api.recoveryMake({ password })
      if (!answer.ok) return answer
      store.setState({ code: answer.value })
      return null
    },
    async print() {
      const answer = await api.recoveryPrint(ref())
      return answer.ok ? null : answer
    },
    async savePage() {
      const answer = await api.recoverySavePage(ref())
      return answer.ok ? answer.value.saved : answer
    },
    async keep() {
      const answer = await api.recoveryKeep(ref())
      if (!answer.ok) return answer
      store.setState({ code: null })
      return answer.value
    },
    drop() {
      const { code } = store.getState()
      if (code === null) return
      store.setState({ code: null })
      void api.recoveryDrop({ ref: code.ref })
    },
  }
}
