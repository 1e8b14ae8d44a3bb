import type { SessionView } from '@contract/models'
import type { Failure, Result } from '@contract/result'
import type { Core } from './core'
import { startScreen } from './screens'

export interface SignInValues {
  readonly email: string
  readonly password: string
  readonly remember: boolean
}

/** Each answers with what went wrong, or null when it has moved on. */
export interface AccountActions {
  signIn(values: SignInValues): Promise<Failure | null>
  createAccount(values: SignInValues): Promise<Failure | null>
  askReset(email: string): Promise<Failure | null>
  signOut(): Promise<Failure | null>
  deleteAccount(password: string): Promise<Failure | null>
}

export function accountActions({
  api,
  store,
  go,
  adopt,
  refresh,
  whileLeaving,
}: Core): AccountActions {
  function enter(answer: Result<SessionView>): Failure | null {
    if (!answer.ok) return answer
    const { state } = store.getState()
    if (state !== null) {
      adopt(
        { ...state, stage: 'ready', session: answer.value },
        { name: 'home', section: 'account' },
      )
    }
    void refresh()
    return null
  }

  return {
    signIn: async (values) => enter(await api.accountSignIn(values)),
    createAccount: async (values) => enter(await api.accountCreate(values)),

    async askReset(email) {
      const answer = await api.resetAsk({ email })
      if (!answer.ok) return answer
      // Only what was typed and what everybody is told: nothing here depends on an account.
      go({ name: 'check-mail', email: email.trim(), asked: answer.value })
      return null
    },

    signOut: () =>
      whileLeaving(async () => {
        const answer = await api.accountSignOut()
        if (!answer.ok && answer.code !== 'NOT_SIGNED_IN') return answer
        await refresh()
        const { state } = store.getState()
        if (state !== null) go(startScreen({ ...state, session: null }))
        return null
      }),

    deleteAccount: (password) =>
      whileLeaving(async () => {
        const answer = await api.accountDelete({ password })
        if (!answer.ok) return answer
        await refresh()
        go({ name: 'done', what: 'deleted' })
        return null
      }),
  }
}
