import { DomainFailure } from './failure'
import type { AccountId, SecretKey } from './ids'
import type { Account } from './model'
import type { AccountStore } from './ports'

interface Session {
  readonly accountId: AccountId
  readonly vaultKey: SecretKey
}

/** Who is signed in: at most one person, in memory only. */
export interface Sessions {
  /** @returns null when nobody is signed in, or the account is gone. */
  account(): Account | null
  /** @throws DomainFailure NOT_SIGNED_IN */
  require(): Account
  /** @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN */
  requireOwner(): Account
  begin(accountId: AccountId, vaultKey: SecretKey): void
  /** Ends the session, or only that of one account; wipes its key. */
  end(only?: AccountId): void
  onChange(listener: () => void): void
}

export function sessions(accounts: Pick<AccountStore, 'byId'>): Sessions {
  let current: Session | null = null
  let listener: () => void = () => {}

  function end(only?: AccountId): void {
    if (current === null || (only !== undefined && current.accountId !== only)) return
    current.vaultKey.fill(0)
    current = null
    listener()
  }

  function require(): Account {
    const account = current && accounts.byId(current.accountId)
    if (!account) throw new DomainFailure('NOT_SIGNED_IN')
    return account
  }

  return {
    account: () => current && accounts.byId(current.accountId),
    require,
    requireOwner() {
      const account = require()
      if (account.role !== 'owner') throw new DomainFailure('FORBIDDEN')
      return account
    },
    begin(accountId, vaultKey) {
      current?.vaultKey.fill(0)
      current = { accountId, vaultKey }
      listener()
    },
    end,
    onChange(next) {
      listener = next
    },
  }
}
