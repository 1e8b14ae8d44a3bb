import { proofKey } from '../accounts/confirmation'
import type { Deps } from '../deps'
import type { Account } from '../model'
import { waitingKey } from '../reset/ask'

type Needs = Pick<Deps, 'counters' | 'outbox' | 'requests'>

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
export function voidLinks(deps: Needs, account: Account): void {
  deps.requests.supersedeAll(account.id)
  deps.outbox.cancel(proofKey('change-email', account))
  if (account.confirmedAt !== null) {
    deps.outbox.cancel(waitingKey(deps.counters, account.emailKey))
  }
}
