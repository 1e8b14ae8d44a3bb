import type { UnlockMethod } from '@contract/channels'
import type { VaultScope } from '../crypto/contexts'
import { parseCode } from '../crypto/recovery-code'
import type { UnlockMethods } from '../crypto/unlock-methods'
import { type VaultCiphers, vaultCiphers } from '../crypto/vault-ciphers'
import { DomainFailure } from '../failure'
import type { EntryId, SecretKey, VaultId } from '../ids'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account, EntryRow, VaultWraps } from '../model'
import type { Ports } from '../ports'
import { sealedKeyName } from '../sealed-vaults'
import type { Sessions } from '../session'
import type { Vaults } from '../vault/open-vault'

/** The vault in the backup, opened. */
export interface OldVault {
  readonly id: VaultId
  /** The current vault, to compare it with. */
  readonly now: VaultScope
  readonly ciphers: VaultCiphers
  rows(page: { readonly after: EntryId | null; readonly limit: number }): EntryRow[]
}

type Needs = Pick<Ports, 'backups' | 'cipher' | 'sealedVaults' | 'transaction'> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly sessions: Sessions
  readonly openVault: Vaults
  readonly unlockMethods: UnlockMethods
}

/**
 * Opens a backup, and in it the vault of the person signed in: with the session's key if it is the
 * same vault, or else with a password or recovery code from that time.
 *
 * @throws DomainFailure NOT_SIGNED_IN, BACKUP_GONE, BACKUP_DAMAGED, WAY_IN_WRONG,
 *   RECOVERY_MISTYPED, WAIT
 */
export async function withOldVault<T>(
  deps: Needs,
  { id, by }: { readonly id: string; readonly by: UnlockMethod | null },
  work: (old: OldVault) => Promise<T>,
): Promise<T> {
  const account = deps.sessions.require()
  const backup = await deps.backups.open(id)
  try {
    const wraps = backup.wraps(account.id)
    if (wraps === null) throw new DomainFailure('BACKUP_GONE')
    const ciphers = await open(deps, account, wraps, by)
    return await work({
      id: wraps.vaultId,
      now: { accountId: account.id, vaultId: account.vaultId },
      ciphers,
      rows: (page) => backup.rows(wraps.vaultId, page),
    })
  } finally {
    backup.close()
  }
}

async function open(
  deps: Needs,
  account: Account,
  wraps: VaultWraps,
  by: UnlockMethod | null,
): Promise<VaultCiphers> {
  const { vaultId } = wraps
  const ciphersOf = (key: SecretKey) =>
    vaultCiphers(deps.cipher, key, { accountId: account.id, vaultId })
  // Someone else may have signed in while the backup was read.
  if (deps.sessions.require().id !== account.id) throw new DomainFailure('NOT_SIGNED_IN')
  if (account.vaultId === vaultId) return ciphersOf(deps.sessions.vaultKey())

  const key = by && (await keyBy(deps, account, wraps, by))
  if (key === null) throw new DomainFailure('WAY_IN_WRONG')
  const ciphers = ciphersOf(key)
  key.fill(0)
  return ciphers
}

/** The attempt is counted for the vault, with the same backoff as at sign-in. */
async function keyBy(
  deps: Needs,
  account: Account,
  wraps: VaultWraps,
  by: UnlockMethod,
): Promise<SecretKey | null> {
  if (by.kind === 'device') {
    // A key that a reset by email found on this computer; `rememberSealedKeys` says why that is
    // required.
    const kept = deps.openVault.current().record(sealedKeyName(wraps.vaultId))
    return Array.isArray(kept) ? (Uint8Array.from(kept as number[]) as SecretKey) : null
  }
  if (by.kind === 'code') {
    const code = parseCode(deps.cipher, by.code)
    if (code === null) throw new DomainFailure('RECOVERY_MISTYPED')
    code.fill(0)
  }
  const counter = deps.counters.sealed(wraps.vaultId)
  deps.transaction(() => deps.attempts.begin(counter))
  // The vault may have been sealed later, with a password or code that the backup doesn't know.
  const sealed = deps.sealedVaults.byId(wraps.vaultId)
  for (const ways of [wraps, sealed?.accountId === account.id ? sealed : null]) {
    const key = ways && (await deps.unlockMethods.open(ways, by))
    if (!key) continue
    deps.transaction(() => deps.attempts.clear(counter))
    return key
  }
  return null
}
