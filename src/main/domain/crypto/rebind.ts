import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import {
  type AccountRecord,
  addressAltered,
  defaultKeep,
  readRecord,
  recordOf,
  writeRecord,
} from './account-record'
import type { DeviceWraps } from './device-wraps'

/** What is bound to a password's generation, besides the password wrap. */
export interface Rebound extends Pick<Account, 'generation' | 'deviceWrap'> {
  readonly record: Omit<AccountRecord, 'revision'> | null
  /** The row's address isn't genuine: nothing was wrapped for it, and no notice goes there. */
  readonly altered: boolean
  /** The row's generation wasn't the one that the vault knows: someone has changed it. */
  readonly putBack: boolean
}

/**
 * Binds the vault key of an account to its next generation. Asks the keychain, so call it before
 * the transaction that writes the result. Drops a pending address: someone who knew the old
 * password may have entered it.
 *
 * @param proven the address has just been proven, by a link emailed to it
 */
export async function rebind(
  deps: Pick<Ports, 'cipher' | 'vaultRows'> & { readonly deviceWraps: DeviceWraps },
  account: Account,
  vaultKey: SecretKey,
  { proven }: { readonly proven: boolean } = { proven: false },
): Promise<Rebound> {
  const record = readRecord(deps, vaultKey, account)
  // Never reuses a generation, even if the row's was set back.
  const generation = Math.max(account.generation, record?.generation ?? 0) + 1
  const altered = addressAltered(account, record)
  const putBack = record !== null && record.generation !== account.generation
  const keep = record?.keep ?? defaultKeep
  if (altered && !proven) {
    return {
      generation,
      altered,
      putBack,
      record: record && { ...record, generation, pendingEmail: null },
      deviceWrap: null,
    }
  }
  const next = { ...account, generation, pendingEmail: null }
  const make = await deps.deviceWraps.maker(keep)
  return {
    generation,
    altered: false,
    putBack,
    record: recordOf(next, { keep, recovery: record === null ? null : record.recovery }),
    deviceWrap: make(next, vaultKey),
  }
}

/**
 * Call in the transaction that sets the password.
 * @param of names the vault that the account has from now on
 */
export function writeRebound(
  deps: Pick<Ports, 'accounts' | 'activity' | 'cipher' | 'clock' | 'vaultRows'>,
  vaultKey: SecretKey,
  of: Pick<Account, 'id' | 'vaultId' | 'pendingEmail'>,
  { record, deviceWrap, putBack }: Rebound,
): void {
  if (record === null) deps.accounts.setAccountRecord(of.id, null)
  else writeRecord(deps, vaultKey, of, record)
  deps.accounts.setDeviceWrap(of.id, deviceWrap)
  deps.accounts.setPendingEmail(of.id, null, null)
  const now = deps.clock.now()
  if (putBack) deps.activity.add(of.id, 'account_altered', now)
  if (of.pendingEmail !== null) deps.activity.add(of.id, 'email_change_cancelled', now)
}
