import type { Deps } from '../deps'
import { cancelEmailChange, changeEmail } from './change-email'
import { changePassword } from './change-password'
import { sendConfirmation } from './confirmation'
import { createAccount } from './create'
import { deleteAccount } from './delete'
import { accountHome } from './home'
import { reauthenticate } from './reauthenticate'
import { remembered } from './remembered'
import { signIn } from './sign-in'

/** The account's use cases, each with what it needs. */
export function accountUseCases(deps: Deps & { readonly mailReady: () => boolean }) {
  const shared = {
    ...deps,
    remembered: remembered(deps.settings),
    reauthenticate: reauthenticate(deps),
    sendConfirmation: sendConfirmation(deps),
  }
  return {
    create: createAccount(shared),
    signIn: signIn(shared),
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
    /** @throws DomainFailure NOT_SIGNED_IN, WAIT */
    sendConfirmation(): null {
      const account = deps.sessions.require()
      deps.transaction(() => {
        const unproven = account.pendingEmail !== null || account.confirmedAt === null
        if (unproven) shared.sendConfirmation.now(account)
      })
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
