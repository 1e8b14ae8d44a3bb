import type { Failure, Result } from '@contract/channel'
import type { Language, SessionView } from '@contract/models'
import type { Core } from './core'
import { type Screen, startScreen } from './screens'

interface SignInValues {
  readonly email: string
  readonly password: string
  readonly remember: boolean
}

interface NewAccountValues extends SignInValues {
  /** The language of emails to this account. */
  readonly language: Language
}

/** Each resolves to what went wrong, or to null on success. */
export interface AccountActions {
  signIn(values: SignInValues): Promise<Failure | null>
  createAccount(values: NewAccountValues): Promise<Failure | null>
  askReset(email: string): Promise<Failure | null>
  unlock(password: string): Promise<Failure | null>
  /** Ends the locked session, so that anyone can sign in. */
  leaveLocked(): Promise<Failure | null>
  signOut(): Promise<Failure | null>
  deleteAccount(password: string): Promise<Failure | null>
}

export function accountActions({
  api,
  store,
  go,
  adopt,
  refresh,
  duringSessionChange,
}: Core): AccountActions {
  function enter(answer: Result<SessionView>, screen: Screen): Failure | null {
    if (!answer.ok) return answer
    const { state } = store.getState()
    if (state !== null) {
      adopt({ ...state, stage: 'ready', session: answer.value }, screen)
    }
    void refresh()
    return null
  }

  return {
    signIn: (values) =>
      duringSessionChange(async () =>
        enter(await api.accountSignIn(values), { name: 'home', section: 'vault' }),
      ),
    createAccount: (values) =>
      duringSessionChange(async () =>
        enter(await api.accountCreate(values), { name: 'recovery-offer' }),
      ),

    async askReset(email) {
      const answer = await api.resetAsk({ email })
      if (!answer.ok) return answer
      // Only what was typed and what everyone is told: nothing here depends on an account.
      go({ name: 'check-mail', email: email.trim(), asked: answer.value })
      return null
    },

    async unlock(password) {
      const answer = await api.lockUnlock({ password })
      // If the session has ended in the meantime, the app's state leads to sign-in.
      if (!answer.ok && answer.code !== 'NOT_SIGNED_IN') return answer
      await refresh()
      return null
    },

    async leaveLocked() {
      const answer = await api.lockLeave()
      if (!answer.ok) return answer
      await refresh()
      return null
    },

    signOut: () =>
      duringSessionChange(async () => {
        const answer = await api.accountSignOut()
        if (!answer.ok && answer.code !== 'NOT_SIGNED_IN') return answer
        await refresh()
        const { state } = store.getState()
        if (state !== null) go(startScreen({ ...state, session: null }))
        return null
      }),

    deleteAccount: (password) =>
      duringSessionChange(async () => {
        const answer = await api.accountDelete({ password })
        if (!answer.ok) return answer
        await refresh()
        go({ name: 'done', what: 'deleted' })
        return null
      }),
  }
}
