/**
 * What the account's row alone can't be trusted for, encrypted under the vault key: someone who
 * edits the file, for instance to have a reset emailed to themselves, can't edit this.
 */
import type { DeviceKeyChoice } from '@contract/safety-models'
import { emailKey } from '../email-address'
import type { EmailAddress, Encrypted, SecretKey } from '../ids'
import type { Account } from '../model'
import type { Cipher, Ports } from '../ports'
import { accountRecord } from './contexts'
import { vaultCiphers } from './vault-ciphers'

export interface AccountRecord {
  readonly email: EmailAddress
  readonly pendingEmail: EmailAddress | null
  readonly generation: number
  /** Whether this computer's key may keep the entries through a reset by email. */
  readonly keep: DeviceKeyChoice
  /** Names the recovery wrap (`recoveryMark`); null: there is none. */
  readonly recovery: string | null
  /** Counts the writes, here and in the vault's own record, so that one that was put back is noticed. */
  readonly revision: number
}

/** A stored record, and whether it is the newest that the vault knows of. */
interface FoundRecord extends AccountRecord {
  /** An older record was put back. What it says about keys and codes can't be trusted. */
  readonly stale: boolean
}

/** The vault's own copy of the revision, stored in another table. */
interface RecordTwin {
  readonly revision: number
  /** The lock settings; null: the defaults. */
  readonly lock: unknown
}

export const defaultKeep: DeviceKeyChoice = 'when-protected'

type Of = Pick<Account, 'id' | 'vaultId'>
type Reads = Pick<Ports, 'cipher' | 'vaultRows'>

const twinName = 'account'

const ciphersOf = ({ cipher }: Reads, vaultKey: SecretKey, { id, vaultId }: Of) =>
  vaultCiphers(cipher, vaultKey, { accountId: id, vaultId })

/** @returns null if there is none, or it doesn't decrypt */
export function readTwin(deps: Reads, vaultKey: SecretKey, of: Of): RecordTwin | null {
  const envelope = deps.vaultRows.record(of.vaultId, twinName)
  return (
    envelope &&
    (ciphersOf(deps, vaultKey, of).decryptRecord(twinName, envelope) as RecordTwin | null)
  )
}

/** @returns null if there is none, or it doesn't decrypt */
export function readRecord(
  deps: Reads,
  vaultKey: SecretKey,
  account: Of & Pick<Account, 'accountRecord'>,
): FoundRecord | null {
  if (account.accountRecord === null) return null
  const opened = deps.cipher.decrypt(vaultKey, accountRecord(account), account.accountRecord)
  if (opened === null) return null
  // What the tag vouches for was written by us: its shape is not asked again.
  const record = JSON.parse(new TextDecoder().decode(opened)) as AccountRecord
  const stale = (readTwin(deps, vaultKey, account)?.revision ?? 0) !== record.revision
  if (!stale) return { ...record, stale }
  // Someone would put a record back to restore these two. They stay off when the record is written
  // again at a new revision: no one knows which of two codes is newer, so neither is valid until a
  // new one is made.
  return { ...record, stale, keep: 'never', recovery: null }
}

/** For an account that is being made: `writeRecord` is to follow. */
export function encryptRecord(
  cipher: Cipher,
  vaultKey: SecretKey,
  of: Of,
  { email, pendingEmail, generation, keep, recovery, revision }: AccountRecord,
): Encrypted {
  const text = JSON.stringify({ email, pendingEmail, generation, keep, recovery, revision })
  return cipher.encrypt(vaultKey, accountRecord(of), new TextEncoder().encode(text))
}

/**
 * Writes the record and its twin at their next revision, within the caller's transaction.
 * @param lock undefined keeps the current settings, as far as they can be trusted
 */
export function writeRecord(
  deps: Reads & Pick<Ports, 'accounts'>,
  vaultKey: SecretKey,
  of: Of,
  record: Omit<AccountRecord, 'revision'>,
  lock?: unknown,
): void {
  const account = deps.accounts.byId(of.id)
  const now = account && readRecord(deps, vaultKey, { ...of, accountRecord: account.accountRecord })
  const twin = readTwin(deps, vaultKey, of)
  const revision = Math.max(now?.revision ?? 0, twin?.revision ?? 0) + 1
  deps.accounts.setAccountRecord(
    of.id,
    encryptRecord(deps.cipher, vaultKey, of, { ...record, revision }),
  )
  const ciphers = ciphersOf(deps, vaultKey, of)
  const next = { revision, lock: lock === undefined ? lockNow() : lock } satisfies RecordTwin
  deps.vaultRows.putRecord(of.id, of.vaultId, twinName, ciphers.encryptRecord(twinName, next))

  function lockNow(): unknown {
    return now?.stale ? null : (twin?.lock ?? null)
  }
}

/** Identifies a recovery wrap without revealing its contents. */
export const recoveryMark = (
  cipher: Pick<Cipher, 'mac'>,
  vaultKey: SecretKey,
  recovery: Account['recovery'],
) => recovery && cipher.mac(vaultKey, `recovery/${recovery.wrap.join()}`)

/** Whether the row's recovery wrap isn't the last one made: an older one was put back. */
export function recoveryAltered(
  cipher: Pick<Cipher, 'mac'>,
  vaultKey: SecretKey,
  { recovery }: Pick<Account, 'recovery'>,
  record: FoundRecord | null,
): boolean {
  if (recovery === null) return false
  // No code is ever made without a record, so the record was removed.
  if (record === null) return true
  return record.recovery !== recoveryMark(cipher, vaultKey, recovery)
}

/** Whether the row's address isn't one that its person entered. */
export function addressAltered(account: Account, record: AccountRecord | null): boolean {
  const { email, pendingEmail } = account
  if (emailKey(email) !== account.emailKey || record === null) return true
  const known = email === record.email || email === record.pendingEmail
  return !known || (pendingEmail !== null && pendingEmail !== record.pendingEmail)
}

/**
 * The record for a row whose address is genuine: the proven one is in `email` by then.
 * @param kept what the row doesn't contain
 */
export const recordOf = (
  account: Pick<Account, 'email' | 'pendingEmail' | 'generation'>,
  { keep, recovery }: Pick<AccountRecord, 'keep' | 'recovery'>,
): Omit<AccountRecord, 'revision'> => ({
  email: account.email,
  pendingEmail: account.pendingEmail,
  generation: account.generation,
  keep,
  recovery,
})

/** For a new account. */
export const freshlyKept = { keep: defaultKeep, recovery: null } as const

export const sameRecord = (
  one: Omit<AccountRecord, 'revision'>,
  other: Omit<AccountRecord, 'revision'>,
) =>
  one.email === other.email &&
  one.pendingEmail === other.pendingEmail &&
  one.generation === other.generation &&
  one.keep === other.keep &&
  one.recovery === other.recovery
