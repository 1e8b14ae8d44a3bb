import type { Language } from '@contract/models'
import type { Deps } from '../deps'
import { refuseAltered } from '../keys/altered'
import { cancelEmailChange, changeEmail } from './change-email'
import { changePassword } from './change-password'
import { sendConfirmation } from './confirmation'
import { createAccount } from './create'
import { deleteAccount } from './delete'
import { enter } from './enter'
import { accountHome } from './home'
import { reauthenticate } from './reauthenticate'
import { remembered } from './remembered'
import { settle } from './settle'
import { signIn } from './sign-in'
import { tries } from './tries'
import { unlock } from './unlock'

/** The account's use cases, each with what it needs. */
export function accountUseCases(deps: Deps & { readonly mailReady: () => boolean }) {
  const shared = {
    ...deps,
    remembered: remembered(deps.settings),
    reauthenticate: reauthenticate(deps),
    sendConfirmation: sendConfirmation(deps),
    enter: enter(deps),
    settle: settle(deps),
    tries: tries(deps),
  }
  return {
    create: createAccount(shared),
    signIn: signIn(shared),
    unlock: unlock(shared),
    signOut(): null {
      const account = deps.sessions.account()
      if (account) deps.activity.add(account.id, 'signed_out', deps.clock.now())
      deps.sessions.end()
      return null
    },
    home: accountHome(shared),
    changePassword: changePassword(shared),
    changeEmail: changeEmail(shared),
    cancelEmailChange: cancelEmailChange(shared),
    /** @throws DomainFailure NOT_SIGNED_IN, WAIT, ACCOUNT_ALTERED */
    sendConfirmation(): null {
      const account = deps.sessions.require()
      refuseAltered(deps, account)
      deps.transaction(() => {
        const unproven = account.pendingEmail !== null || account.confirmedAt === null
        if (unproven) shared.sendConfirmation.now(account)
      })
      return null
    },
    /** Of mails to this account. @throws DomainFailure NOT_SIGNED_IN */
    setLanguage(language: Language): null {
      deps.accounts.setLanguage(deps.sessions.require().id, language)
      return null
    },
    forgetAddress(): null {
      shared.remembered.forget(deps.sessions.require().email)
      return null
    },
    delete: deleteAccount(shared),
    rememberedEmail: shared.remembered.get,
  }
}
