import type { UnlockMethod } from '@contract/channels'
import type { Merged } from '@contract/safety-models'
import { reauthenticate } from '../accounts/reauthenticate'
import type { DeviceWraps } from '../crypto/device-wraps'
import type { PasswordWraps } from '../crypto/password-wrap'
import { parseCode } from '../crypto/recovery-code'
import type { UnlockMethods } from '../crypto/unlock-methods'
import { vaultCiphers } from '../crypto/vault-ciphers'
import { DomainFailure } from '../failure'
import type { SecretKey, VaultId } from '../ids'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account, SealedVault } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Vaults } from '../vault/open-vault'
import { mergeSealed } from './merge'

type Needs = Pick<
  Ports,
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'oneTimeCodes'
  | 'pause'
  | 'sealedVaults'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly openVault: Vaults
  readonly unlockMethods: UnlockMethods
  readonly wraps: PasswordWraps
}

/** Lists, reopens and deletes the account's sealed vaults. */
export function sealedUseCases(deps: Needs): UseCases<'sealed'> {
  const askPassword = reauthenticate(deps)

  /** @throws DomainFailure NOT_SIGNED_IN, ENTRY_GONE */
  function own(id: string): SealedVault {
    const account = deps.sessions.require()
    const sealed = deps.sealedVaults.byId(id as VaultId)
    if (sealed?.accountId !== account.id) throw new DomainFailure('ENTRY_GONE')
    return sealed
  }

  /** @throws DomainFailure WAY_IN_WRONG, RECOVERY_MISTYPED, WAIT */
  async function open(sealed: SealedVault, by: UnlockMethod): Promise<SecretKey> {
    if (by.kind === 'device') {
      // Found by a reset by email; `rememberSealedKeys` says why that is required.
      const key = deps.openVault.current().record(sealedKeyName(sealed.vaultId))
      if (!Array.isArray(key)) throw new DomainFailure('WAY_IN_WRONG')
      return Uint8Array.from(key as number[]) as SecretKey
    }
    if (by.kind === 'code') {
      const code = parseCode(deps.cipher, by.code)
      if (code === null) throw new DomainFailure('RECOVERY_MISTYPED')
      code.fill(0)
    }
    const counter = deps.counters.sealed(sealed.vaultId)
    deps.transaction(() => deps.attempts.begin(counter))
    const key = await deps.unlockMethods.open(sealed, by)
    if (key === null) throw new DomainFailure('WAY_IN_WRONG')
    deps.transaction(() => deps.attempts.clear(counter))
    return key
  }

  function gone(sealed: SealedVault): void {
    deps.sealedVaults.delete(sealed.vaultId)
    deps.openVault.current().dropRecord(sealedKeyName(sealed.vaultId))
  }

  return {
    list() {
      const account = deps.sessions.require()
      const vault = deps.openVault.current()
      return deps.sealedVaults.list(account.id).map((sealed) => ({
        id: sealed.vaultId,
        sealedAt: sealed.sealedAt,
        entries: deps.vaultRows.count(sealed.vaultId),
        passwordChangedAt: sealed.passwordChangedAt,
        hasCode: sealed.recoveryWrap !== null,
        hasDevice: vault.record(sealedKeyName(sealed.vaultId)) !== null,
      }))
    },
    /**
     * Moves the entries of a sealed vault into the open one. Rows that don't decrypt stay behind,
     * and keep the sealed vault.
     *
     * @throws DomainFailure NOT_SIGNED_IN, ENTRY_GONE, WAY_IN_WRONG, RECOVERY_MISTYPED, WAIT
     */
    async reopen({ id, by }): Promise<Merged> {
      const sealed = own(id)
      const key = await open(sealed, by)
      try {
        own(id)
        const into = deps.openVault.current()
        // The app may have locked, the session ended, or another call reopened the vault.
        const check = () => void own(id)
        const merge = await mergeSealed(deps, into, sealed.vaultId, key, check)
        try {
          const drafts = deps.transaction(() => {
            own(id)
            const left = merge.write()
            if (merge.damaged === 0) gone(sealed)
            deps.activity.add(sealed.accountId, 'vault_reopened', deps.clock.now())
            return left
          })
          const { chosen, duplicates, damaged } = merge
          return { added: chosen.length, duplicates, damaged, drafts }
        } finally {
          merge.drop()
        }
      } finally {
        key.fill(0)
      }
    },
    /** Deletes permanently. @throws DomainFailure NOT_SIGNED_IN, ENTRY_GONE, WRONG_PASSWORD, WAIT */
    async delete({ id, password }) {
      own(id)
      const { vaultKey } = await askPassword(password)
      vaultKey.fill(0)
      deps.transaction(() => {
        const sealed = own(id)
        gone(sealed)
        deps.activity.add(sealed.accountId, 'vault_deleted', deps.clock.now())
      })
      return null
    },
  }
}

type RememberSealedKeysNeeds = Pick<Ports, 'cipher' | 'sealedVaults' | 'vaultRows'> & {
  readonly deviceWraps: DeviceWraps
}

export const sealedKeyName = (vault: VaultId) => `sealed-key/${vault}`

/**
 * Opens the account's sealed vaults with this computer's key, if its keychain is back, and stores
 * their keys in the vault. Only for a reset by email: a row that someone adds to the sealed vaults
 * must not open for a person who hasn't proven its address.
 *
 * @param account as it will be after the reset
 * @returns a function that stores the keys, to be called in the transaction of the reset
 */
export async function rememberSealedKeys(
  deps: RememberSealedKeysNeeds,
  { id, email, vaultId }: Pick<Account, 'id' | 'email' | 'vaultId'>,
  vaultKey: SecretKey,
  mailed: boolean,
): Promise<() => void> {
  const ciphers = vaultCiphers(deps.cipher, vaultKey, { accountId: id, vaultId })
  const found: {
    readonly name: string
    readonly sealed: ReturnType<typeof ciphers.encryptRecord>
  }[] = []
  for (const vault of mailed ? deps.sealedVaults.list(id) : []) {
    const of = { id, vaultId: vault.vaultId, email, generation: vault.generation }
    const opened = await deps.deviceWraps.openAtAnyGeneration(vault.deviceWrap, of)
    if (opened === null) continue
    const name = sealedKeyName(vault.vaultId)
    found.push({ name, sealed: ciphers.encryptRecord(name, [...opened]) })
    opened.fill(0)
  }
  return () => {
    for (const { name, sealed } of found) deps.vaultRows.putRecord(id, vaultId, name, sealed)
  }
}
