import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { AccountStore, Cipher } from '../ports'
import { addressAltered, defaultKeep, openRecord, recordOf, sealRecord } from './account-record'
import { bothWraps, type DeviceWraps } from './device-wraps'

/** What is bound to a password's generation besides the password wrap. */
export interface Rebound
  extends Pick<
    Account,
    'generation' | 'accountRecord' | 'deviceWrap' | 'pendingDeviceWrap' | 'pendingEmail'
  > {
  /** The row's address is not its person's: nothing was wrapped for it, and no news goes there. */
  readonly altered: boolean
}

/**
 * Binds the vault key of an account to its next generation. Asks the keychain, so call it before
 * the transaction that writes it.
 *
 * @param proven the address was proven just now, by a link that came by mail to it
 */
export async function rebind(
  deps: { readonly cipher: Cipher; readonly deviceWraps: DeviceWraps },
  account: Account,
  vaultKey: SecretKey,
  { proven }: { readonly proven: boolean } = { proven: false },
): Promise<Rebound> {
  const record = openRecord(deps.cipher, vaultKey, account)
  // Never one that was in use, should the row's have been set back.
  const generation = Math.max(account.generation, record?.generation ?? 0) + 1
  const altered = addressAltered(account, record)
  const keep = record?.keep ?? defaultKeep
  if (altered && !proven) {
    return {
      generation,
      altered,
      pendingEmail: account.pendingEmail,
      accountRecord:
        record && sealRecord(deps.cipher, vaultKey, account, { ...record, generation }),
      deviceWrap: null,
      pendingDeviceWrap: null,
    }
  }
  // An address that waits is the person's only if the record knows it.
  const next = { ...account, generation, pendingEmail: altered ? null : account.pendingEmail }
  const make = await deps.deviceWraps.maker(keep)
  return {
    generation,
    altered: false,
    pendingEmail: next.pendingEmail,
    accountRecord: sealRecord(deps.cipher, vaultKey, account, recordOf(next, keep)),
    ...bothWraps(make, next, vaultKey),
  }
}

/** Within the transaction that sets the password. */
export function writeRebound(
  accounts: AccountStore,
  id: Account['id'],
  { accountRecord, deviceWrap, pendingEmail, pendingDeviceWrap }: Rebound,
): void {
  accounts.setAccountRecord(id, accountRecord)
  accounts.setDeviceWrap(id, deviceWrap)
  accounts.setPendingEmail(id, pendingEmail, pendingDeviceWrap)
}
