import type { ClockGuard } from '../clock-guard'
import { emailKey } from '../email-address'
import type { EmailKey } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import { deviceMailQuota, mailQuota, type Quota } from '../limits/quota'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Outbox } from './outbox'

type Needs = Pick<Ports, 'clock'> & {
  readonly clockGuard: ClockGuard
  readonly counters: CounterNames
  readonly outbox: Outbox
  readonly quota: Quota
}

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

type VoidLinksNeeds = Pick<Ports, 'requests'> & {
  readonly counters: CounterNames
  readonly outbox: Outbox
}

/**
 * A change of password or address voids what was asked for before it: links and codes that were
 * mailed, and mails that still wait. Sent later, those would be good under the new generation, for
 * whoever knew the old password.
 *
 * A reset waits for an address. Only the account that has proven it calls it off: any other would
 * not have got it.
 *
 * @param account as it was before the change
 */
export function voidLinks(deps: VoidLinksNeeds, account: Account): void {
  deps.requests.supersedeAll(account.id)
  deps.outbox.cancel(proofKey('change-email', account))
  if (account.confirmedAt !== null) {
    deps.outbox.cancel(waitingKey(deps.counters, account.emailKey))
  }
}

/** One waiting mail an address, whoever has it. */
export const waitingKey = (counters: CounterNames, key: EmailKey) =>
  `reset:${counters.mail('reset', key)}`
