import {
  addressAltered,
  defaultKeep,
  freshlyKept,
  openRecord,
  recordOf,
  recoveryAltered,
  recoveryMark,
  sameRecord,
  writeRecord,
} from '../crypto/account-record'
import { bothWraps, type DeviceWraps } from '../crypto/device-wraps'
import type { OwnerProof } from '../crypto/owner-proof'
import type { PasswordWraps } from '../crypto/password-wrap'
import type { TamperCheck, TamperVerdict } from '../crypto/tamper-check'
import { DomainFailure } from '../failure'
import type { SecretKey, VaultId } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'

type Needs = Pick<Ports, 'accounts' | 'activity' | 'cipher' | 'clock' | 'random' | 'vault'> & {
  readonly deviceWraps: DeviceWraps
  readonly ownerProof: OwnerProof
  readonly tamperCheck: TamperCheck
  readonly wraps: PasswordWraps
}

interface Settled {
  /** The caller's key, or a new one for an account from before vaults existed. */
  readonly vaultKey: SecretKey
  /** Writes the repairs; call it in the transaction of the sign-in. */
  write(): void
}

/** Checks and repairs an account when a password has just opened its vault. */
export type Settle = (account: Account, vaultKey: SecretKey, password: string) => Promise<Settled>

/**
 * Compares the row with the record under the vault key, and remakes the device wrap if it is
 * missing or its keychain was replaced, unless the record doesn't know the row's address.
 *
 * Throws DomainFailure ACCOUNT_ALTERED if the row's generation isn't the recorded one: someone put
 * an earlier password's wrap back, and the current password doesn't open it.
 */
export function settle(deps: Needs): Settle {
  return async (found, vaultKey, password) => {
    const verdict = await deps.tamperCheck()
    // Read again: the tamper check may have changed the row.
    const account = { ...found, ...deps.accounts.byId(found.id) }
    if (isOfBefore(account)) return adopt(account, vaultKey, password)
    const record = openRecord(deps, vaultKey, account)
    if (record !== null && record.generation !== account.generation) {
      vaultKey.fill(0)
      deps.activity.add(account.id, 'account_altered', deps.clock.now())
      throw new DomainFailure('ACCOUNT_ALTERED')
    }
    const owns = await ownsAgain(account, vaultKey, verdict)
    if (record === null || addressAltered(account, record)) {
      const write = () => {
        if (owns) deps.accounts.setOwner(account.id)
        deps.activity.add(account.id, 'account_altered', deps.clock.now())
      }
      return { vaultKey, write }
    }

    const current = recordOf(account, { keep: record.keep, recovery: knownRecovery() })
    const remade = await remakeWraps(account, record.keep, vaultKey)
    const putBack = record.stale || recoveryAltered(deps.cipher, vaultKey, account, record)
    return {
      vaultKey,
      write() {
        if (owns) deps.accounts.setOwner(account.id)
        if (putBack) deps.activity.add(account.id, 'account_altered', deps.clock.now())
        // A record that was put back must not decide that a key is stored here.
        if (record.stale) deps.accounts.setDeviceWrap(account.id, null)
        if (record.stale || record.revision === 0 || !sameRecord(record, current)) {
          writeRecord(deps, vaultKey, account, current)
        }
        remade()
      },
    }

    function knownRecovery() {
      const unknown = record?.recovery === undefined
      return unknown ? recoveryMark(deps.cipher, vaultKey, account.recovery) : record.recovery
    }
  }

  /** @returns a function that writes the wraps that are missing or don't open */
  async function remakeWraps(
    account: Account,
    keep: Parameters<DeviceWraps['maker']>[0],
    vaultKey: SecretKey,
  ): Promise<() => void> {
    const { deviceWraps } = deps
    const make = await deviceWraps.maker(keep)
    const opens = async (wrap: Account['deviceWrap'], of: Account) => {
      const opened = await deviceWraps.open(wrap, of).catch(() => null) // locked: `make` returns null as well
      const same = opened?.every((byte, at) => byte === vaultKey[at]) ?? false
      opened?.fill(0)
      return same
    }
    const { id, pendingEmail, deviceWrap: before } = account
    const wrap = (await opens(before, account)) ? null : make(account, vaultKey)
    const awaited = pendingEmail && { ...account, email: pendingEmail }
    const pending =
      awaited && !(await opens(account.pendingDeviceWrap, awaited)) && make(awaited, vaultKey)
    return () => {
      if (wrap !== null) {
        deps.accounts.setDeviceWrap(id, wrap)
        if (before !== null) deps.activity.add(id, 'device_key_lost', deps.clock.now())
      }
      if (pending) deps.accounts.setPendingEmail(id, pendingEmail, pending)
    }
  }

  /** @returns whether to give back the owner role that a row MAC mismatch took away */
  async function ownsAgain(
    account: Account,
    vaultKey: SecretKey,
    verdict: TamperVerdict,
  ): Promise<boolean> {
    if (account.role === 'member') return deps.ownerProof.holds(account, vaultKey)
    if (verdict === 'vouched') await deps.ownerProof.keep(account, vaultKey)
    return false
  }

  /** The migration to vaults used the account's id as its vault's id, and set nothing else. */
  function isOfBefore({ id, vaultId, accountRecord, deviceWrap, recovery }: Account): boolean {
    return (
      (vaultId as string) === id &&
      accountRecord === null &&
      deviceWrap === null &&
      recovery === null &&
      deps.vault.count(vaultId) === 0 &&
      deps.vault.recordNames(vaultId).length === 0
    )
  }

  /**
   * Gives the account a new vault with a new key. Forging a row to look like one from before vaults
   * gains nothing, because the key that the password opened is no longer used.
   */
  async function adopt(account: Account, old: SecretKey, password: string): Promise<Settled> {
    old.fill(0)
    const vaultKey = deps.cipher.newKey()
    const kdf = deps.wraps.fresh(account.kdf.salt)
    const passwordWrap = await deps.wraps.make(account, password, kdf, vaultKey)
    const adopted = { ...account, vaultId: deps.random.id() as VaultId }
    const make = await deps.deviceWraps.maker(defaultKeep)
    return {
      vaultKey,
      write() {
        // Of two simultaneous sign-ins only one may adopt: the other's key would never be used.
        const untouched = deps.accounts.byId(account.id)?.vaultId === account.vaultId
        const next = { ...account, kdf, passwordWrap }
        if (!untouched || !deps.accounts.setPassword(account.id, account.generation, next)) {
          throw new DomainFailure('SIGN_IN_FAILED')
        }
        deps.accounts.setVaultId(account.id, adopted.vaultId)
        const { deviceWrap, pendingDeviceWrap } = bothWraps(make, adopted, vaultKey)
        writeRecord(deps, vaultKey, adopted, recordOf(adopted, freshlyKept))
        deps.accounts.setDeviceWrap(account.id, deviceWrap)
        deps.accounts.setPendingEmail(account.id, account.pendingEmail, pendingDeviceWrap)
      },
    }
  }
}

type RewrapSessionNeeds = Pick<
  Ports,
  'accounts' | 'activity' | 'cipher' | 'clock' | 'log' | 'random' | 'transaction' | 'vault'
> & {
  readonly deviceWraps: DeviceWraps
  readonly ownerProof: OwnerProof
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
  readonly wraps: PasswordWraps
}

/**
 * Makes the device wrap for the person signed in, if sign-in couldn't because the keyring was
 * locked. Does nothing if no one is signed in, and never fails.
 */
export function rewrapSession(deps: RewrapSessionNeeds): () => Promise<void> {
  const settled = settle(deps)
  return async () => {
    const account = deps.sessions.account()
    // Without a record, the account is from before vaults existed: its next sign-in handles it.
    if (account === null || account.accountRecord === null) return
    const vaultKey = Uint8Array.from(deps.sessions.vaultKey()) as SecretKey
    try {
      const { write } = await settled(account, vaultKey, '')
      deps.transaction(() => {
        const now = deps.accounts.byId(account.id)
        const same =
          now?.generation === account.generation && now.pendingEmail === account.pendingEmail
        if (same) write()
      })
    } catch (error) {
      if (!(error instanceof DomainFailure)) deps.log.error('device key', error)
    } finally {
      vaultKey.fill(0)
    }
  }
}
