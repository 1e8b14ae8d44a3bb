import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { Account } from '../model'
import { addressAltered, openRecord } from './account-record'

type Needs = Pick<Deps, 'cipher' | 'sessions' | 'vault'>

/** Of the account signed in: its address in the database is not the one that its vault knows. */
export function isAltered(deps: Needs, account: Account): boolean {
  const record = openRecord(deps, deps.sessions.vaultKey(), account)
  return addressAltered(account, record)
}

/** Before what would send mail to that address or wrap a key for it. @throws ACCOUNT_ALTERED */
export function refuseAltered(deps: Needs, account: Account): void {
  if (isAltered(deps, account)) throw new DomainFailure('ACCOUNT_ALTERED')
}
