import type { SessionView } from '@contract/models'
import type { Deps } from '../deps'
import { emailKey, parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import type { EmailKey, SecretKey } from '../ids'
import type { Account } from '../model'
import { normalizePassword } from '../security/password-policy'
import type { Remembered } from './remembered'

interface Input {
  readonly email: string
  readonly password: string
  readonly remember: boolean
}

type Needs = Pick<
  Deps,
  | 'accounts'
  | 'activity'
  | 'attempts'
  | 'clock'
  | 'counters'
  | 'log'
  | 'sessions'
  | 'transaction'
  | 'wraps'
> & { readonly remembered: Remembered }

/**
 * One Argon2id run, whoever asks: a wrong password and an unknown address take the same steps,
 * write the same number of rows, wait alike and say the same.
 *
 * @throws DomainFailure SIGN_IN_FAILED, WAIT
 */
export function signIn(deps: Needs) {
  return async ({
    email: typed,
    password: typedPassword,
    remember,
  }: Input): Promise<SessionView> => {
    const email = parseEmail(typed)
    if (email === null) throw new DomainFailure('SIGN_IN_FAILED')
    const key = emailKey(email)
    const password = normalizePassword(typedPassword)

    const candidates = deps.transaction(() => beginAttempt(key))
    const opened = await deps.wraps.openAny(candidates, password)
    // A reset may have won while Argon2 ran: its password is the only one from then on.
    const current = opened && deps.accounts.byId(opened.account.id)
    if (opened === null || current?.generation !== opened.account.generation) {
      opened?.vaultKey.fill(0)
      deps.transaction(() => recordFailure(candidates))
      throw new DomainFailure('SIGN_IN_FAILED')
    }

    const { account, vaultKey } = opened
    deps.transaction(() => {
      // Only this account's count: else a stranger's own account with the same address would
      // wipe the count of the tries against the other one.
      deps.attempts.succeeded(deps.counters.signIn(account))
      for (const other of candidates) {
        if (other.id !== account.id) deps.attempts.refund(deps.counters.signIn(other))
      }
      deps.attempts.refund(deps.counters.signInUnknown(key))
      deps.activity.add(account.id, 'signed_in', deps.clock.now())
      deps.remembered.set(account.email, remember)
    })
    deps.sessions.begin(account.id, vaultKey)
    if (deps.wraps.outdated(account.kdf)) void upgrade(account, password, vaultKey.slice())
    return { email: account.email, role: account.role }
  }

  /** @returns the accounts of the address that may be tried now, each try counted. */
  function beginAttempt(key: EmailKey): readonly Account[] {
    const accounts = deps.accounts.byEmail(key)
    const unknown = deps.counters.signInUnknown(key)
    // The address counts as an account would that nobody ever signs in to. Counted always, it
    // stands where such an account's count would stand, should the accounts of it be deleted.
    if (accounts.length === 0 || deps.attempts.blockedUntil(unknown) === null) {
      deps.attempts.begin(unknown)
    }
    if (accounts.length === 0) return []
    const waits = accounts.map((account) => ({
      account,
      until: deps.attempts.blockedUntil(deps.counters.signIn(account)),
    }))
    const open = waits.filter(({ until }) => until === null).map(({ account }) => account)
    if (open.length === 0) {
      const retryAt = Math.min(...waits.map(({ until }) => until ?? 0))
      throw new DomainFailure('WAIT', { retryAt })
    }
    for (const account of open) deps.attempts.begin(deps.counters.signIn(account))
    return open
  }

  function recordFailure(candidates: readonly Account[]): void {
    const now = deps.clock.now()
    if (candidates.length === 0) deps.activity.add(null, 'sign_in_failed', now)
    for (const account of candidates) {
      const waiting = deps.attempts.blockedUntil(deps.counters.signIn(account)) !== null
      deps.activity.add(account.id, waiting ? 'sign_in_waiting' : 'sign_in_failed', now)
    }
  }

  /** Wraps again with today's parameters, after the answer: the person waits for one run only. */
  async function upgrade(account: Account, password: string, vaultKey: Uint8Array): Promise<void> {
    try {
      const kdf = deps.wraps.fresh(account.kdf.salt)
      const passwordWrap = await deps.wraps.make(account, password, kdf, vaultKey as SecretKey)
      deps.accounts.setPassword(account.id, account.generation, { ...account, kdf, passwordWrap })
    } catch (error) {
      deps.log.error('password wrap could not be upgraded', error)
    } finally {
      vaultKey.fill(0)
    }
  }
}
