import type { Deps } from '../deps'
import { emailKey } from '../email-address'
import type { Account } from '../model'
import { deviceMailQuota, mailQuota } from '../security/quota'

type Needs = Pick<Deps, 'clock' | 'clockGuard' | 'counters' | 'outbox' | 'quota'>

/**
 * Queues the mail that asks a person to prove an address: the account's, or its new one.
 *
 * What an account is told of limits is counted for it alone: somebody else may claim the address,
 * and whether they do is none of its business. The mailbox is protected all the same, without a
 * word: a mail too many waits like the others and is not sent (`capped`). One account's own mails
 * to an address are never too many, as both count by one rule.
 */
export interface SendConfirmation {
  /** For a new account, where a limit must not fail what was done. */
  ifPossible(account: Account): void
  /** @returns when the next is possible. @throws DomainFailure WAIT */
  now(account: Account): number
}

export function sendConfirmation(deps: Needs): SendConfirmation {
  const wanted = (account: Account) =>
    [
      [deps.counters.proof(account), mailQuota],
      [deps.counters.deviceMail, deviceMailQuota],
    ] as const

  function now(account: Account): number {
    const email = account.pendingEmail ?? account.email
    const kind = account.pendingEmail === null ? 'confirm' : 'change-email'
    if (deps.clockGuard.behind()) deps.clockGuard.restart()
    // First, so that both are looked at together, should the clock have been set right.
    const free = deps.quota.takeIfFree(deps.counters.mail('confirm', emailKey(email)), mailQuota)
    const nextPossibleAt = deps.quota.take(wanted(account))
    deps.outbox.queue({
      kind,
      accountId: account.id,
      email,
      facts: free ? {} : { capped: true },
      dedupeKey: proofKey(kind, account),
    })
    return nextPossibleAt
  }

  return {
    now,
    ifPossible(account) {
      const present = deps.clock.now()
      const free = wanted(account).every(([key, rule]) => deps.quota.nextAt(key, rule) <= present)
      if (free) now(account)
    },
  }
}

/** One waiting mail of a kind an account. */
export const proofKey = (kind: 'confirm' | 'change-email', account: Pick<Account, 'id'>) =>
  `${kind}:${account.id}`
