import { dayMs } from '@contract/limits'
import type { RecoveryReminder, RecoveryView } from '@contract/safety-models'
import { readRecord, recoveryAltered } from '../crypto/account-record'
import { vaultCiphers } from '../crypto/vault-ciphers'
import type { SecretKey } from '../ids'
import type { Account } from '../model'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { OpenVault } from '../vault/open-vault'

/** In a vault that a reset started: the previous recovery code opens another vault. */
const endedRecord = 'recovery/ended'
/** When a reminder was last dismissed, milliseconds since the Unix epoch. */
const laterRecord = 'recovery/later'

/** Remind now and then, not at every sign-in. */
const quietMs = 30 * dayMs

/**
 * Why to remind about the recovery code outside the settings: it was changed in the data file, a
 * reset ended it, or it hasn't been proven for long. An account that never had one was offered one
 * when it was created, so it gets no reminder.
 */
export function recoveryReminder(
  deps: Pick<Ports, 'cipher' | 'clock' | 'vaultRows'> & { readonly sessions: Sessions },
  vault: Pick<OpenVault, 'record'>,
): RecoveryReminder | null {
  const account = deps.sessions.require()
  const vaultKey = deps.sessions.vaultKey()
  const now = deps.clock.now()
  const record = readRecord(deps, vaultKey, account)
  if (recoveryAltered(deps.cipher, vaultKey, account, record)) return 'altered'
  const later = vault.record(laterRecord)
  if (typeof later === 'number' && later <= now && now - later < quietMs) return null
  if (account.recovery === null) return vault.record(endedRecord) === null ? null : 'ended'
  return recoveryView(account, now, false).remind ? 'unseen' : null
}

/** Hides the reminder for a while. */
export const remindLater = (vault: Pick<OpenVault, 'setRecord'>, now: number) =>
  vault.setRecord(laterRecord, now)

/**
 * Records, in a vault that a reset starts, that the recovery code is gone with the old vault.
 * @param account as it will be after the reset
 */
export function noteCodeEnded(
  deps: Pick<Ports, 'cipher' | 'vaultRows'>,
  { id: accountId, vaultId }: Pick<Account, 'id' | 'vaultId'>,
  vaultKey: SecretKey,
): void {
  const ciphers = vaultCiphers(deps.cipher, vaultKey, { accountId, vaultId })
  deps.vaultRows.putRecord(
    accountId,
    vaultId,
    endedRecord,
    ciphers.encryptRecord(endedRecord, true),
  )
}

/** Papers get lost: remind when the code hasn't been proven for this long. */
const remindAfterMs = 180 * dayMs

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
