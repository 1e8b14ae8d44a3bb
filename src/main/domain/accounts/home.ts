import type { AccountHome } from '@contract/models'
import { addressAltered, readRecord } from '../crypto/account-record'
import { DomainFailure } from '../failure'
import type { CounterNames } from '../limits/counter-names'
import type { Quota } from '../limits/quota'
import { mailQuota } from '../limits/rules'
import { proofKey } from '../mail/link-mails'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { Remembered } from './remembered'

const activityShown = 50

type Needs = Pick<Ports, 'activity' | 'cipher' | 'clock' | 'outboxRows' | 'vaultRows'> & {
  readonly counters: CounterNames
  readonly quota: Quota
  readonly sessions: Sessions
  readonly remembered: Remembered
}

/** What the person signed in sees of their account. @throws DomainFailure NOT_SIGNED_IN */
export function accountHome(deps: Needs) {
  return (): AccountHome => {
    const account = deps.sessions.require()
    const owner = account.role === 'owner'
    return {
      email: account.email,
      role: account.role,
      createdAt: account.createdAt,
      passwordChangedAt: account.passwordChangedAt,
      confirmed: account.confirmedAt !== null,
      confirmation: confirmation(account),
      pendingEmail: account.pendingEmail,
      remembered: deps.remembered.get() === account.email,
      language: account.language,
      altered: isAltered(deps, account),
      activity: deps.activity
        .list(account.id, owner, activityShown)
        // The stored ids would reveal how much happens in other accounts.
        .map(({ kind, at, accountId }, place, { length }) => ({
          id: length - place,
          ...{ kind, at, device: accountId === null },
        })),
    }
  }

  function confirmation(account: Account): AccountHome['confirmation'] {
    const kind = account.pendingEmail === null ? 'confirm' : 'change-email'
    if (kind === 'confirm' && account.confirmedAt !== null) {
      return { state: 'none', nextPossibleAt: null }
    }
    const nextAt = deps.quota.nextAt(deps.counters.proof(account), mailQuota)
    const waiting = deps.outboxRows.byDedupeKey(proofKey(kind, account)) !== null
    return {
      state: waiting ? 'waiting' : nextAt > 0 ? 'sent' : 'none',
      nextPossibleAt: nextAt > deps.clock.now() ? nextAt : null,
    }
  }
}

type IsAlteredNeeds = Pick<Ports, 'cipher' | 'vaultRows'> & { readonly sessions: Sessions }

/** Whether the database has another address for the account signed in than its vault. */
function isAltered(deps: IsAlteredNeeds, account: Account): boolean {
  const record = readRecord(deps, deps.sessions.vaultKey(), account)
  return addressAltered(account, record)
}

/** Call before sending email to that address or wrapping a key for it. @throws ACCOUNT_ALTERED */
export function refuseAltered(deps: IsAlteredNeeds, account: Account): void {
  if (isAltered(deps, account)) throw new DomainFailure('ACCOUNT_ALTERED')
}
