import type { Deps } from '../deps'
import { emailKey } from '../email-address'
import type { EmailAddress } from '../ids'
import type { Account } from '../model'
import { deviceMailQuota, mailQuota } from '../security/quota'

type Needs = Pick<Deps, 'clock' | 'clockGuard' | 'counters' | 'outbox' | 'quota'>

/** Queues the mail that asks a person to prove an address: the account's, or its new one. */
export interface SendConfirmation {
  /** For a new account, where a limit must not fail what was done. */
  ifPossible(account: Account): void
  /** @returns when the next is possible. @throws DomainFailure WAIT */
  now(account: Account): number
}

export function sendConfirmation(deps: Needs): SendConfirmation {
  const wanted = (email: EmailAddress) =>
    [
      [deps.counters.mail('confirm', emailKey(email)), mailQuota],
      [deps.counters.deviceMail, deviceMailQuota],
    ] as const

  function now(account: Account): number {
    const email = account.pendingEmail ?? account.email
    const kind = account.pendingEmail === null ? 'confirm' : 'change-email'
    if (deps.clockGuard.behind()) deps.clockGuard.restart()
    const nextPossibleAt = deps.quota.take(wanted(email))
    deps.outbox.queue({ kind, accountId: account.id, email, dedupeKey: proofKey(kind, account) })
    return nextPossibleAt
  }

  return {
    now,
    ifPossible(account) {
      const present = deps.clock.now()
      const free = wanted(account.email).every(
        ([key, rule]) => deps.quota.nextAt(key, rule) <= present,
      )
      if (free) now(account)
    },
  }
}

/** One waiting mail of a kind an account. */
export const proofKey = (kind: 'confirm' | 'change-email', account: Pick<Account, 'id'>) =>
  `${kind}:${account.id}`
