import {
  addressAltered,
  readRecord,
  recordOf,
  recoveryAltered,
  sameRecord,
  writeRecord,
} from '../crypto/account-record'
import type { DeviceWraps } from '../crypto/device-wraps'
import type { OwnerProof } from '../crypto/owner-proof'
import type { TamperCheck, TamperVerdict } from '../crypto/tamper-check'
import { DomainFailure } from '../failure'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'

type Needs = Pick<Ports, 'accounts' | 'activity' | 'cipher' | 'clock' | 'random' | 'vaultRows'> & {
  readonly deviceWraps: DeviceWraps
  readonly ownerProof: OwnerProof
  readonly tamperCheck: TamperCheck
}

/**
 * To be called while a password has just opened a vault.
 *
 * @returns writes the repairs, within the transaction of the sign-in
 * @throws DomainFailure ACCOUNT_ALTERED
 */
export type Reconcile = (account: Account, vaultKey: SecretKey) => Promise<() => void>

/**
 * Compares an account's row with the record encrypted under its vault key, and makes the device wrap again if
 * it is missing or belongs to another keychain. It never makes one for an address that the record doesn't know.
 *
 * A row whose generation isn't the recorded one holds the wrap of an earlier password that was put back, and
 * the current password doesn't open it: that is ACCOUNT_ALTERED, and the key is wiped.
 */
export function reconcile(deps: Needs): Reconcile {
  return async (found, vaultKey) => {
    const verdict = await deps.tamperCheck()
    // Read again: a pending change may just have been cancelled.
    const account = { ...found, ...deps.accounts.byId(found.id) }
    const record = readRecord(deps, vaultKey, account)
    if (record !== null && record.generation !== account.generation) {
      vaultKey.fill(0)
      deps.activity.add(account.id, 'account_altered', deps.clock.now())
      throw new DomainFailure('ACCOUNT_ALTERED')
    }
    const owns = await ownsAgain(account, vaultKey, verdict)
    if (record === null || addressAltered(account, record)) {
      return () => {
        if (owns) deps.accounts.setOwner(account.id)
        deps.activity.add(account.id, 'account_altered', deps.clock.now())
      }
    }

    const current = recordOf(account, record)
    const remade = await remakeWraps(account, record.keep, vaultKey)
    const putBack = record.stale || recoveryAltered(deps.cipher, vaultKey, account, record)
    return () => {
      if (owns) deps.accounts.setOwner(account.id)
      if (putBack) deps.activity.add(account.id, 'account_altered', deps.clock.now())
      // A stale record must not decide that a key is kept here.
      if (record.stale) deps.accounts.setDeviceWrap(account.id, null)
      if (record.stale || !sameRecord(record, current)) {
        writeRecord(deps, vaultKey, account, current)
      }
      remade()
    }
  }

  /** @returns writes those that are missing or don't open */
  async function remakeWraps(
    account: Account,
    keep: Parameters<DeviceWraps['maker']>[0],
    vaultKey: SecretKey,
  ): Promise<() => void> {
    const { deviceWraps } = deps
    const make = await deviceWraps.maker(keep)
    const opens = async (wrap: Account['deviceWrap'], of: Account) => {
      const opened = await deviceWraps.open(wrap, of).catch(() => null) // locked: no maker either
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

  /** @returns whether to give back the role that a mismatching row MAC took away */
  async function ownsAgain(
    account: Account,
    vaultKey: SecretKey,
    verdict: TamperVerdict,
  ): Promise<boolean> {
    if (account.role === 'member') return deps.ownerProof.holds(account, vaultKey)
    if (verdict === 'vouched') await deps.ownerProof.keep(account, vaultKey)
    return false
  }
}

type RewrapSessionNeeds = Pick<
  Ports,
  'accounts' | 'activity' | 'cipher' | 'clock' | 'log' | 'random' | 'transaction' | 'vaultRows'
> & {
  readonly deviceWraps: DeviceWraps
  readonly ownerProof: OwnerProof
  readonly sessions: Sessions
  readonly tamperCheck: TamperCheck
}

/**
 * Once the keyring is unlocked, does what a sign-in had to leave: makes the device wrap of the person
 * who is signed in. Does nothing if no one is, and never fails.
 */
export function rewrapSession(deps: RewrapSessionNeeds): () => Promise<void> {
  const reconciled = reconcile(deps)
  return async () => {
    const account = deps.sessions.account()
    if (account === null) return
    const vaultKey = Uint8Array.from(deps.sessions.vaultKey()) as SecretKey
    try {
      const write = await reconciled(account, vaultKey)
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
