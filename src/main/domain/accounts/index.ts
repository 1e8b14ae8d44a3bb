import type { ChannelArgs } from '@contract/channels'
import type { ClockGuard } from '../clock-guard'
import type { DeviceWraps } from '../crypto/device-wraps'
import type { OwnerProof } from '../crypto/owner-proof'
import type { PasswordPolicy } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import type { TamperCheck } from '../crypto/tamper-check'
import type { Attempts, ResetPasses } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { sendConfirmation } from '../mail/link-mails'
import type { Outbox } from '../mail/outbox'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import { cancelEmailChange, changeEmail } from './change-email'
import { changePassword } from './change-password'
import { createAccount } from './create'
import { accountHome, refuseAltered } from './home'
import { type Reauthenticate, reauthenticate } from './reauthenticate'
import { reconcile } from './reconcile'
import { type Remembered, remembered } from './remembered'
import { enter, signIn, unlock } from './sign-in'
import { signInAttempts } from './sign-in-attempts'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'outboxRows'
  | 'log'
  | 'mailLog'
  | 'random'
  | 'requests'
  | 'settings'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly guesses: Guesses
  readonly outbox: Outbox
  readonly ownerProof: OwnerProof
  readonly policy: PasswordPolicy
  readonly quota: Quota
  readonly resetPasses: ResetPasses
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
  readonly wraps: PasswordWraps
}

/** The account's use cases, each with what it needs. */
export function accountUseCases(deps: Needs & { readonly mailReady: () => boolean }) {
  const shared = {
    ...deps,
    remembered: remembered(deps.settings),
    reauthenticate: reauthenticate(deps),
    sendConfirmation: sendConfirmation(deps),
    enter: enter(deps),
    reconcile: reconcile(deps),
    signInAttempts: signInAttempts(deps),
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
    /** The language of emails to this account. @throws DomainFailure NOT_SIGNED_IN */
    setLanguage({ language }: ChannelArgs<'account.set-language'>): null {
      deps.accounts.setLanguage(deps.sessions.require().id, language)
      return null
    },
    forgetAddress(): null {
      shared.remembered.forget(deps.sessions.require().email)
      return null
    },
    delete: deleteAccount(shared),
    rememberedEmail: shared.remembered.get,
  } satisfies UseCases<'account'> & Record<'unlock' | 'rememberedEmail', unknown>
}

type DeleteAccountNeeds = Pick<Ports, 'accounts' | 'transaction'> & {
  readonly sessions: Sessions
  readonly reauthenticate: Reauthenticate
  readonly remembered: Remembered
}

/**
 * Deletes the account of the person signed in, with everything that belongs to it (foreign keys
 * cascade). If it was the owner, the oldest remaining account becomes the owner.
 *
 * @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT
 */
function deleteAccount(deps: DeleteAccountNeeds) {
  return async (input: { readonly password: string }): Promise<null> => {
    const { account, vaultKey } = await deps.reauthenticate(input.password)
    vaultKey.fill(0)
    deps.transaction(() => {
      deps.accounts.delete(account.id)
      deps.remembered.forget(account.email)
    })
    deps.sessions.end(account.id)
    return null
  }
}
