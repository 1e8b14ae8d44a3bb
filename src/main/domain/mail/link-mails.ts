import type { ClockGuard } from '../clock-guard'
import { emailKey } from '../email-address'
import type { EmailKey } from '../ids'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { deviceMailQuota, mailQuota } from '../limits/rules'
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
 * Queues the email that asks a person to confirm an address: the account's, or its new one.
 *
 * The limits an account sees count only its own requests: someone else may claim the same address,
 * and the account must not learn of it. The mailbox is protected too, silently: an email over its
 * quota waits like the others and is not sent (`capped`). One account alone never exceeds that
 * quota, because both follow the same rule.
 */
export interface SendConfirmation {
  /** For a new account, whose creation must not fail because of a quota. */
  ifPossible(account: Account): void
  /** @returns when the next is possible, ms since the epoch. @throws DomainFailure WAIT */
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
    // Before `take`, which may throw: if the clock was set back, both counters are then corrected
    // together.
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

/** At most one queued email per kind and account. */
export const proofKey = (kind: 'confirm' | 'change-email', account: Pick<Account, 'id'>) =>
  `${kind}:${account.id}`

type VoidLinksNeeds = Pick<Ports, 'requests'> & {
  readonly counters: CounterNames
  readonly outbox: Outbox
}

/**
 * A change of password or address voids everything requested before it: links and codes that were
 * emailed, and emails still in the queue. Sent later, those would be valid under the new
 * generation, for anyone who knew the old password.
 *
 * A queued reset belongs to an address. Only the account that has confirmed the address cancels it,
 * since no other account would have received it.
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

/** At most one queued email per address, whichever account has it. */
export const waitingKey = (counters: CounterNames, key: EmailKey) =>
  `reset:${counters.mail('reset', key)}`
