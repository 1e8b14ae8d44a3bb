/**
 * What the account's row alone may not be trusted for, sealed under the vault key: whoever edits
 * the file, to have a reset mailed to themselves say, cannot edit this.
 */
import type { DeviceKeyChoice } from '@contract/safety-models'
import { emailKey } from '../email-address'
import type { EmailAddress, Sealed, SecretKey } from '../ids'
import type { Account } from '../model'
import type { Cipher, Ports } from '../ports'
import { accountRecord } from './contexts'
import { vaultBoxes } from './vault-rows'

export interface AccountRecord {
  readonly email: EmailAddress
  readonly pendingEmail: EmailAddress | null
  readonly generation: number
  /** Whether this computer's key may keep the entries over a reset by mail. */
  readonly keep: DeviceKeyChoice
  /** Names the recovery wrap (`recoveryMark`); null: there is none. */
  readonly recovery: string | null
  /** Counts the writes, here and in the vault's own record, so that one that was put back is noticed. */
  readonly revision: number
}

/** A record as it was found, and whether it is the newest that the vault knows of. */
interface FoundRecord extends AccountRecord {
  /** Put back. What it says of keys and codes is not to be believed. */
  readonly stale: boolean
}

/** What the vault's own record says. It lies in another table. */
interface RecordTwin {
  readonly revision: number
  /** When the app locks; null: as it does by default. */
  readonly lock: unknown
}

export const defaultKeep: DeviceKeyChoice = 'when-protected'

type Of = Pick<Account, 'id' | 'vaultId'>
type Reads = Pick<Ports, 'cipher' | 'vault'>

const twinName = 'account'

const boxesOf = ({ cipher }: Reads, vaultKey: SecretKey, { id, vaultId }: Of) =>
  vaultBoxes(cipher, vaultKey, { accountId: id, vaultId })

/** @returns null where there is none, or it does not open */
export function openTwin(deps: Reads, vaultKey: SecretKey, of: Of): RecordTwin | null {
  const sealed = deps.vault.record(of.vaultId, twinName)
  return sealed && (boxesOf(deps, vaultKey, of).openRecord(twinName, sealed) as RecordTwin | null)
}

/** @returns null where there is none, or it does not open. */
export function openRecord(
  deps: Reads,
  vaultKey: SecretKey,
  account: Of & Pick<Account, 'accountRecord'>,
): FoundRecord | null {
  if (account.accountRecord === null) return null
  const opened = deps.cipher.open(vaultKey, accountRecord(account), account.accountRecord)
  if (opened === null) return null
  // What the tag vouches for was written by us: its shape is not asked again.
  const record = JSON.parse(new TextDecoder().decode(opened)) as AccountRecord
  const stale = (openTwin(deps, vaultKey, account)?.revision ?? 0) !== record.revision
  if (!stale) return { ...record, stale }
  // What somebody would put it back for. Whoever writes it on, at a new revision, makes neither true:
  // of two codes nobody knows which is the newer one, so that neither counts, and a new one does.
  return { ...record, stale, keep: 'never', recovery: null }
}

/** For an account that is being made: `writeRecord` is to follow. */
export function sealRecord(
  cipher: Cipher,
  vaultKey: SecretKey,
  of: Of,
  { email, pendingEmail, generation, keep, recovery, revision }: AccountRecord,
): Sealed {
  const text = JSON.stringify({ email, pendingEmail, generation, keep, recovery, revision })
  return cipher.seal(vaultKey, accountRecord(of), new TextEncoder().encode(text))
}

/**
 * Writes the record and the vault's own, at their next revision, within the caller's transaction.
 * @param lock undefined leaves it as it is, as far as it can be believed
 */
export function writeRecord(
  deps: Reads & Pick<Ports, 'accounts'>,
  vaultKey: SecretKey,
  of: Of,
  record: Omit<AccountRecord, 'revision'>,
  lock?: unknown,
): void {
  const account = deps.accounts.byId(of.id)
  const now = account && openRecord(deps, vaultKey, { ...of, accountRecord: account.accountRecord })
  const twin = openTwin(deps, vaultKey, of)
  const revision = Math.max(now?.revision ?? 0, twin?.revision ?? 0) + 1
  deps.accounts.setAccountRecord(
    of.id,
    sealRecord(deps.cipher, vaultKey, of, { ...record, revision }),
  )
  const boxes = boxesOf(deps, vaultKey, of)
  const next = { revision, lock: lock === undefined ? lockNow() : lock } satisfies RecordTwin
  deps.vault.putRecord(of.id, of.vaultId, twinName, boxes.sealRecord(twinName, next))

  function lockNow(): unknown {
    return now?.stale ? null : (twin?.lock ?? null)
  }
}

/** Names a recovery wrap without saying what is in it. */
export const recoveryMark = (
  cipher: Pick<Cipher, 'mac'>,
  vaultKey: SecretKey,
  recovery: Account['recovery'],
) => recovery && cipher.mac(vaultKey, `recovery/${recovery.wrap.join()}`)

/** The row's recovery wrap is not the one that was made last: an older one was put back. */
export function recoveryAltered(
  cipher: Pick<Cipher, 'mac'>,
  vaultKey: SecretKey,
  { recovery }: Pick<Account, 'recovery'>,
  record: FoundRecord | null,
): boolean {
  if (recovery === null) return false
  // No code was made without a record: it was taken away.
  if (record === null) return true
  return record.recovery !== recoveryMark(cipher, vaultKey, recovery)
}

/** The row's address is not one that its person gave. */
export function addressAltered(account: Account, record: AccountRecord | null): boolean {
  const { email, pendingEmail } = account
  if (emailKey(email) !== account.emailKey || record === null) return true
  const known = email === record.email || email === record.pendingEmail
  return !known || (pendingEmail !== null && pendingEmail !== record.pendingEmail)
}

/**
 * The record of a row whose address is its person's: the one that was proven has moved up.
 * @param kept what the row says nothing of
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

/** Of an account that was just made. */
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
