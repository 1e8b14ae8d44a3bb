import type { RecoveryReminder, RecoveryView } from '@contract/safety-models'
import { openRecord, recoveryAltered } from '../crypto/account-record'
import { vaultBoxes } from '../crypto/vault-rows'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { OpenVault } from '../vault/open-vault'

/** Sealed in a vault that a reset began: the code of before opens another one. */
const endedRecord = 'recovery/ended'
/** When a reminder was last sent away, milliseconds since the Unix epoch. */
const laterRecord = 'recovery/later'

/** Now and then, not at every sign-in. */
const quietMs = 30 * 24 * 3_600_000

/**
 * What is worth a word about the recovery code outside of the settings: it was changed in the data
 * file, a reset has ended it, or it was not seen for long. Who never made one was asked when the account was made.
 */
export function recoveryReminder(
  deps: Pick<Ports, 'cipher' | 'clock' | 'vault'> & { readonly sessions: Sessions },
  vault: Pick<OpenVault, 'record'>,
): RecoveryReminder | null {
  const account = deps.sessions.require()
  const vaultKey = deps.sessions.vaultKey()
  const now = deps.clock.now()
  const record = openRecord(deps, vaultKey, account)
  if (recoveryAltered(deps.cipher, vaultKey, account, record)) return 'altered'
  const later = vault.record(laterRecord)
  if (typeof later === 'number' && later <= now && now - later < quietMs) return null
  if (account.recovery === null) return vault.record(endedRecord) === null ? null : 'ended'
  return recoveryView(account, now, false).remind ? 'unseen' : null
}

/** Not again for a while. */
export const remindLater = (vault: Pick<OpenVault, 'setRecord'>, now: number) =>
  vault.setRecord(laterRecord, now)

/**
 * Notes in a vault that a reset begins that its code is gone with the old one.
 * @param account as it will be
 */
export function noteCodeEnded(
  deps: Pick<Ports, 'cipher' | 'vault'>,
  { id: accountId, vaultId }: Pick<Account, 'id' | 'vaultId'>,
  vaultKey: SecretKey,
): void {
  const boxes = vaultBoxes(deps.cipher, vaultKey, { accountId, vaultId })
  deps.vault.putRecord(accountId, vaultId, endedRecord, boxes.sealRecord(endedRecord, true))
}

/** A paper is lost, or a drawer emptied: a code is worth a word when it was not seen for so long. */
const remindAfterMs = 180 * 24 * 3_600_000

export function recoveryView(
  { recovery }: Pick<Account, 'recovery'>,
  now: number,
  justMade: boolean,
): RecoveryView {
  const seenAt = recovery && Math.max(recovery.madeAt, recovery.provenAt ?? 0)
  return {
    madeAt: recovery?.madeAt ?? null,
    provenAt: recovery?.provenAt ?? null,
    remind: seenAt === null || now - seenAt > remindAfterMs,
    withoutPassword: justMade && recovery === null,
  }
}
