/**
 * What the account's row alone may not be trusted for, sealed under the vault key: whoever edits
 * the file, to have a reset mailed to themselves say, cannot edit this.
 */
import type { DeviceKeyChoice } from '@contract/safety-models'
import { emailKey } from '../email-address'
import type { EmailAddress, Sealed, SecretKey } from '../ids'
import type { Account } from '../model'
import type { Cipher } from '../ports'
import { accountRecord } from './contexts'

export interface AccountRecord {
  readonly email: EmailAddress
  readonly pendingEmail: EmailAddress | null
  readonly generation: number
  /** Whether this computer's key may keep the entries over a reset by mail. */
  readonly keep: DeviceKeyChoice
}

export const defaultKeep: DeviceKeyChoice = 'when-protected'

type Of = Pick<Account, 'id' | 'vaultId'>

export function sealRecord(
  cipher: Cipher,
  vaultKey: SecretKey,
  of: Of,
  { email, pendingEmail, generation, keep }: AccountRecord,
): Sealed {
  const text = JSON.stringify({ email, pendingEmail, generation, keep })
  return cipher.seal(vaultKey, accountRecord(of), new TextEncoder().encode(text))
}

/** @returns null where there is none, or it does not open. */
export function openRecord(
  cipher: Cipher,
  vaultKey: SecretKey,
  account: Of & Pick<Account, 'accountRecord'>,
): AccountRecord | null {
  if (account.accountRecord === null) return null
  const opened = cipher.open(vaultKey, accountRecord(account), account.accountRecord)
  // What the tag vouches for was written by us: its shape is not asked again.
  return opened && (JSON.parse(new TextDecoder().decode(opened)) as AccountRecord)
}

/** The row's address is not one that its person gave. */
export function addressAltered(account: Account, record: AccountRecord | null): boolean {
  const { email, pendingEmail } = account
  if (emailKey(email) !== account.emailKey || record === null) return true
  const known = email === record.email || email === record.pendingEmail
  return !known || (pendingEmail !== null && pendingEmail !== record.pendingEmail)
}

/** The record of a row whose address is its person's: the one that was proven has moved up. */
export const recordOf = (
  account: Pick<Account, 'email' | 'pendingEmail' | 'generation'>,
  keep: DeviceKeyChoice,
): AccountRecord => ({
  email: account.email,
  pendingEmail: account.pendingEmail,
  generation: account.generation,
  keep,
})

export const sameRecord = (one: AccountRecord, other: AccountRecord) =>
  one.email === other.email &&
  one.pendingEmail === other.pendingEmail &&
  one.generation === other.generation &&
  one.keep === other.keep
