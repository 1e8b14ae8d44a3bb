import type { SessionView } from '@contract/models'
import type { ClockGuard } from '../clock-guard'
import { normalizePassword } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import { emailKey, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { AccountId, SecretKey } from '../ids'
import type { Attempts, ResetPasses } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import { wrongPassword } from './reauthenticate'
import type { Reconcile } from './reconcile'
import type { Remembered } from './remembered'
import type { SignInAttempts } from './sign-in-attempts'

interface Input {
  readonly email: string
  readonly password: string
  readonly remember: boolean
}

type Needs = Pick<Ports, 'accounts' | 'activity' | 'clock' | 'transaction'> & {
  readonly clockGuard: ClockGuard
  readonly resetPasses: ResetPasses
  readonly wraps: PasswordWraps
  readonly enter: Enter
  readonly remembered: Remembered
  readonly reconcile: Reconcile
  readonly signInAttempts: SignInAttempts
}

/**
 * Takes one Argon2id run in every case: a wrong password and an unknown address take the same
 * steps, write as many rows, get the same backoff and the same answer. This also holds while the
 * address has to wait: then only the new password of a reset is accepted, and any other is told to
 * wait.
 *
 * @throws DomainFailure SIGN_IN_FAILED, WAIT; ACCOUNT_ALTERED only if the password opens the
 *   account
 */
export function signIn(deps: Needs) {
  return async ({ email: typed, password: chosen, remember }: Input): Promise<SessionView> => {
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('SIGN_IN_FAILED')
    const key = emailKey(email)
    const password = normalizePassword(chosen)

    const { accounts, retryAt, takeBack } = deps.transaction(() => deps.signInAttempts.begin(key))
    const waits = retryAt !== null
    const candidates = waits ? accounts.filter(({ id }) => deps.resetPasses.use(id)) : accounts
    const opened = await deps.wraps.openAny(candidates, password)
    const repair = opened && (await deps.reconcile(opened.account, opened.vaultKey))
    // A reset may have won meanwhile: its password is the only one from then on.
    const current = opened && deps.accounts.byId(opened.account.id)
    if (!opened || !repair || current?.generation !== opened.account.generation) {
      opened?.vaultKey.fill(0)
      if (waits) throw new DomainFailure('WAIT', { retryAt })
      deps.transaction(() => deps.signInAttempts.failed(email, accounts, 'sign_in_failed'))
      throw new DomainFailure('SIGN_IN_FAILED')
    }

    deps.transaction(() => {
      takeBack()
      repair()
      deps.activity.add(current.id, 'signed_in', deps.clock.now())
      deps.clockGuard.saw()
      deps.remembered.set(current.email, remember)
    })
    deps.enter(current.id, opened.vaultKey, password)
    const { role } = deps.accounts.byId(current.id) ?? current
    return { email: current.email, role }
  }
}

type UnlockNeeds = Pick<Ports, 'activity' | 'clock' | 'transaction'> & {
  readonly attempts: Attempts
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly wraps: PasswordWraps
  readonly enter: Enter
  readonly reconcile: Reconcile
}

/**
 * Opens the locked session with its password: one Argon2id run. Attempts are counted for the
 * account, not for the address, so they don't affect sign-in.
 *
 * @throws DomainFailure NOT_SIGNED_IN when nothing is locked, WRONG_PASSWORD, WAIT, ACCOUNT_ALTERED
 */
export function unlock(deps: UnlockNeeds) {
  return async ({ password: typed }: { readonly password: string }): Promise<null> => {
    const account = deps.sessions.locked()
    if (account === null) throw new DomainFailure('NOT_SIGNED_IN')
    const password = normalizePassword(typed)
    const counter = deps.counters.password(account)
    deps.transaction(() => deps.attempts.begin(counter))
    const opened = await deps.wraps.open(account, password)
    const repair = opened && (await deps.reconcile(account, opened))
    // It may have been given up, or ended by a reset, meanwhile.
    const locked = deps.sessions.locked()
    if (locked?.id !== account.id || locked.generation !== account.generation) {
      opened?.fill(0)
      throw new DomainFailure('NOT_SIGNED_IN')
    }
    if (opened === null || repair === null) {
      wrongPassword(deps, account)
      throw new DomainFailure('WRONG_PASSWORD')
    }
    deps.transaction(() => {
      deps.attempts.clear(counter)
      repair()
      deps.activity.add(account.id, 'unlocked', deps.clock.now())
      deps.clockGuard.saw()
    })
    deps.enter(account.id, opened, password)
    return null
  }
}

type EnterNeeds = Pick<Ports, 'accounts' | 'log'> & {
  readonly sessions: Sessions
  readonly wraps: PasswordWraps
}

/** Begins the session of an account whose password opened its vault. Takes over the key. */
type Enter = (id: AccountId, vaultKey: SecretKey, password: string) => void

export function enter(deps: EnterNeeds): Enter {
  return (id, vaultKey, password) => {
    deps.sessions.begin(id, vaultKey)
    const account = deps.accounts.byId(id)
    if (account && deps.wraps.outdated(account.kdf)) {
      // A copy: `slice` of a Buffer would share the session's memory.
      void upgrade(account, password, Uint8Array.from(vaultKey) as SecretKey)
    }
  }

  /**
   * Wraps the key again with the current parameters, after the answer, so that the person waits for
   * one run only. The generation doesn't change, so everything bound to it stays valid.
   */
  async function upgrade(account: Account, password: string, vaultKey: SecretKey): Promise<void> {
    try {
      const kdf = deps.wraps.fresh(account.kdf.salt)
      const passwordWrap = await deps.wraps.make(account, password, kdf, vaultKey)
      deps.accounts.setPassword(account.id, account.generation, { ...account, kdf, passwordWrap })
    } catch (error) {
      deps.log.error('password wrap could not be upgraded', error)
    } finally {
      vaultKey.fill(0)
    }
  }
}
