import { emitter } from './emitter'
import { DomainFailure } from './failure'
import type { AccountId, SecretKey } from './ids'
import type { Account } from './model'
import type { AccountStore } from './ports'

interface Session {
  readonly accountId: AccountId
  readonly vaultKey: SecretKey
  /** Begun by making the account, not by a password. */
  readonly justMade: boolean
}

/** Who is signed in: at most one person, in memory only. */
export interface Sessions {
  /** @returns null when nobody is signed in, or the account is gone. */
  account(): Account | null
  /** @throws DomainFailure NOT_SIGNED_IN */
  require(): Account
  /** @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN */
  requireOwner(): Account
  /** Lent, never kept: it is wiped when the session ends. @throws DomainFailure NOT_SIGNED_IN */
  vaultKey(): SecretKey
  /** True from making the account until the session ends. */
  justMade(): boolean
  /**
   * For what may outlive the session: a file dialog, an Argon2id run.
   * @returns a check that throws DomainFailure NOT_SIGNED_IN once this session is over, also where
   * the same person has begun another, and once the password was changed: what was begun under the
   * old one ends with it
   * @throws DomainFailure NOT_SIGNED_IN
   */
  watch(): () => void
  /** Takes the key over. Whoever was signed in or locked is not any more. */
  begin(accountId: AccountId, vaultKey: SecretKey, how?: { readonly justMade: boolean }): void
  /** Ends the session, or only that of one account, locked or not; wipes its key. */
  end(only?: AccountId): void
  /** Ends it, and remembers whose it was. */
  lock(): void
  /** Whose session waits for its password. */
  locked(): Account | null
  /** The next account is open; called before anybody is told. */
  onBegin(listener: (account: Account, vaultKey: SecretKey) => void): void
  /** The session ends; called before its key is wiped. */
  onEnd(listener: () => void): void
  /** Who is signed in, or locked, has changed. */
  onChange(listener: () => void): void
}

export function sessions(accounts: Pick<AccountStore, 'byId'>): Sessions {
  let current: Session | null = null
  let lockedId: AccountId | null = null
  const begun = emitter<[account: Account, vaultKey: SecretKey]>()
  const ended = emitter()
  const changed = emitter()

  /** Every listener is called and the key is wiped, whatever one of them throws. */
  function wipe(): void {
    if (current === null) return
    try {
      ended.emit()
    } finally {
      current.vaultKey.fill(0)
      current = null
    }
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
    vaultKey() {
      require()
      if (current === null) throw new DomainFailure('NOT_SIGNED_IN')
      return current.vaultKey
    },
    justMade: () => current?.justMade ?? false,
    watch() {
      const { generation } = require()
      const watched = current
      return () => {
        const same = require().generation === generation && current === watched
        if (!same) throw new DomainFailure('NOT_SIGNED_IN')
      }
    },
    begin(accountId, vaultKey, { justMade } = { justMade: false }) {
      wipe()
      lockedId = null
      current = { accountId, vaultKey, justMade }
      const account = require()
      begun.emit(account, vaultKey)
      changed.emit()
    },
    end(only) {
      const concerned = only === undefined || only === (current?.accountId ?? lockedId)
      if (!concerned || (current === null && lockedId === null)) return
      lockedId = null
      try {
        wipe()
      } finally {
        changed.emit()
      }
    },
    lock() {
      if (current === null) return
      lockedId = current.accountId
      try {
        wipe()
      } finally {
        changed.emit()
      }
    },
    locked: () => lockedId && accounts.byId(lockedId),
    onBegin: begun.on,
    onEnd: ended.on,
    onChange: changed.on,
  }
}

/** Somebody else is signed in here than the one whom a link is for. */
export function otherSignedIn(
  { sessions: open }: { readonly sessions: Pick<Sessions, 'account'> },
  { id }: Pick<Account, 'id'>,
): boolean {
  const signedIn = open.account()
  return signedIn !== null && signedIn.id !== id
}
