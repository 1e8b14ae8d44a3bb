import type { AccountHome } from '@contract/models'
import type { Deps } from '../deps'
import { isAltered } from '../keys/altered'
import type { Account } from '../model'
import { mailQuota } from '../security/quota'
import { proofKey } from './confirmation'
import type { Remembered } from './remembered'

const activityShown = 50

type Needs = Pick<
  Deps,
  'activity' | 'cipher' | 'clock' | 'counters' | 'jobs' | 'quota' | 'sessions' | 'vault'
> & {
  readonly remembered: Remembered
}

/** What the person signed in sees of the account. @throws DomainFailure NOT_SIGNED_IN */
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
        // Their ids count the lines of every account.
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
    const waiting = deps.jobs.byDedupeKey(proofKey(kind, account)) !== null
    return {
      state: waiting ? 'waiting' : nextAt > 0 ? 'sent' : 'none',
      nextPossibleAt: nextAt > deps.clock.now() ? nextAt : null,
    }
  }
}
