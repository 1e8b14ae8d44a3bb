import type { ActivityKind } from '@contract/models'
import type { Deps } from '../deps'
import { emailKey } from '../email-address'
import { DomainFailure } from '../failure'
import type { EmailAddress, EmailKey } from '../ids'
import type { Account } from '../model'

type Needs = Pick<Deps, 'accounts' | 'activity' | 'attempts' | 'clock' | 'counters' | 'guesses'>

/** Counts tries to get in from outside, alike whether or not the address has an account. */
export interface Tries {
  /**
   * @returns the accounts of the address that may be tried now, each try counted
   * @throws DomainFailure WAIT
   */
  begin(key: EmailKey): readonly Account[]
  failed(email: EmailAddress, candidates: readonly Account[], kind: ActivityKind): void
  succeeded(key: EmailKey, account: Account, candidates: readonly Account[]): void
}

/** Each within a transaction of the caller's. */
export function tries(deps: Needs): Tries {
  return {
    begin(key) {
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
    },
    failed(email, candidates, kind) {
      const now = deps.clock.now()
      const waits = (counter: string) => deps.attempts.blockedUntil(counter) !== null
      if (candidates.length === 0) deps.activity.add(null, kind, now)
      const waiting = candidates.map((account) => {
        const waiting = waits(deps.counters.signIn(account))
        deps.activity.add(account.id, waiting ? 'sign_in_waiting' : kind, now)
        return waiting
      })
      // An unknown address waits as an account would, and is told of alike.
      if (candidates.length === 0) waiting.push(waits(deps.counters.signInUnknown(emailKey(email))))
      if (waiting.includes(true)) deps.guesses.mustWait(email)
    },
    succeeded(key, account, candidates) {
      // Only this account's count: else a stranger's own account with the same address would
      // wipe the count of the tries against the other one.
      deps.attempts.succeeded(deps.counters.signIn(account))
      for (const other of candidates) {
        if (other.id !== account.id) deps.attempts.refund(deps.counters.signIn(other))
      }
      deps.attempts.refund(deps.counters.signInUnknown(key))
    },
  }
}
