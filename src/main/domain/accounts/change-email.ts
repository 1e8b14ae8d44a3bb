import type { Deps } from '../deps'
import { parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import { proofKey, type SendConfirmation } from './confirmation'
import type { Reauthenticate } from './reauthenticate'

type Needs = Pick<
  Deps,
  'accounts' | 'activity' | 'clock' | 'outbox' | 'requests' | 'sessions' | 'transaction'
> & {
  readonly reauthenticate: Reauthenticate
  readonly sendConfirmation: SendConfirmation
  readonly mailReady: () => boolean
}

/**
 * Asks for a new address. Nothing changes until the link in the mail to it is confirmed.
 *
 * @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, EMAIL_INVALID, EMAIL_UNCHANGED,
 * MAIL_NOT_SET_UP
 */
export function changeEmail(deps: Needs) {
  return async (input: { readonly email: string; readonly password: string }): Promise<null> => {
    deps.sessions.require()
    const email = parseEmail(input.email)
    if (email === null) throw new DomainFailure('EMAIL_INVALID')
    if (!deps.mailReady()) throw new DomainFailure('MAIL_NOT_SET_UP')
    const { account, vaultKey } = await deps.reauthenticate(input.password)
    vaultKey.fill(0)
    if (email === account.email) throw new DomainFailure('EMAIL_UNCHANGED')
    deps.transaction(() => {
      deps.requests.supersedeAll(account.id, 'change-email')
      deps.accounts.setPendingEmail(account.id, email)
      deps.activity.add(account.id, 'email_change_asked', deps.clock.now())
      deps.outbox.cancel(proofKey('change-email', account))
      deps.sendConfirmation.now({ ...account, pendingEmail: email })
    })
    return null
  }
}

/** Gives up on a new address: its link dies. @throws DomainFailure NOT_SIGNED_IN */
export function cancelEmailChange(deps: Needs) {
  return (): null => {
    const account = deps.sessions.require()
    if (account.pendingEmail === null) return null
    deps.transaction(() => {
      deps.accounts.setPendingEmail(account.id, null)
      deps.requests.supersedeAll(account.id, 'change-email')
      deps.outbox.cancel(proofKey('change-email', account))
      deps.activity.add(account.id, 'email_change_cancelled', deps.clock.now())
    })
    return null
  }
}
