import { emitter } from './emitter'
import { DomainFailure } from './failure'
import type { AccountId, SecretKey } from './ids'
import type { Account } from './model'
import type { AccountStore } from './ports'

interface Session {
  readonly accountId: AccountId
  readonly vaultKey: SecretKey
  /** Started by creating the account, not by a password. */
  readonly justMade: boolean
}

/** Who is signed in: at most one person, in memory only. */
export interface Sessions {
  /** @returns null if no one is signed in, or the account is gone */
  account(): Account | null
  /** @throws DomainFailure NOT_SIGNED_IN */
  require(): Account
  /** @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN */
  requireOwner(): Account
  /** Wiped when the session ends: don't keep a reference. @throws DomainFailure NOT_SIGNED_IN */
  vaultKey(): SecretKey
  /** True from creating the account until the session ends. */
  justMade(): boolean
  /**
   * For work that may outlive the session: a file dialog, an Argon2id run.
   * @returns a check that throws DomainFailure NOT_SIGNED_IN once this session is over, even if the
   *   same person has started another, and once the password was changed: work begun under the
   *   previous password ends with it
   * @throws DomainFailure NOT_SIGNED_IN
   */
  watch(): () => void
  /** Takes over the key. Ends the session of anyone signed in or locked. */
  begin(accountId: AccountId, vaultKey: SecretKey, how?: { readonly justMade: boolean }): void
  /** Ends the session, locked or not, and wipes its key. `only`: if it is this account's. */
  end(only?: AccountId): void
  /** Ends it, but remembers whose it was. */
  lock(): void
  /** The account whose session is locked. */
  locked(): Account | null
  /** Called when an account has been opened, before `onChange`. */
  onBegin(listener: (account: Account, vaultKey: SecretKey) => void): void
  /** Called when the session ends, before its key is wiped. */
  onEnd(listener: () => void): void
  /** Called when the person signed in, or locked, has changed. */
  onChange(listener: () => void): void
}

export function sessions(accounts: Pick<AccountStore, 'byId'>): Sessions {
  let current: Session | null = null
  let lockedId: AccountId | null = null
  const begun = emitter<[account: Account, vaultKey: SecretKey]>()
  const ended = emitter()
  const changed = emitter()

  /** Calls every listener and wipes the key, even if one of them throws. */
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

/** Whether someone other than the account of a link is signed in. */
export function otherSignedIn(
  { sessions: open }: { readonly sessions: Pick<Sessions, 'account'> },
  { id }: Pick<Account, 'id'>,
): boolean {
  const signedIn = open.account()
  return signedIn !== null && signedIn.id !== id
}
