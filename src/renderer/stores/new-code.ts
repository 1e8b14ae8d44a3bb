import type { AppApi } from '@contract/api'
import type { Failure } from '@contract/channel'
import type { NewRecoveryCode, RecoveryView } from '@contract/safety-models'
import { createStore, type StoreApi } from 'zustand/vanilla'

interface NewCodeModel {
  /** Null until it is created, and once it has been kept or dropped. */
  readonly code: NewRecoveryCode | null
}

/** A new recovery code, until it is kept or dropped. It is valid only once it has been kept. */
export interface NewCode {
  readonly store: StoreApi<NewCodeModel>
  /** @param password null right after the account was created */
  make(password: string | null): Promise<Failure | null>
  print(): Promise<Failure | null>
  /** @returns whether it was saved; the person may cancel */
  savePage(): Promise<boolean | Failure>
  /** Makes the code valid. */
  keep(): Promise<RecoveryView | Failure>
  /** Forgets the code, which was never valid. */
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
