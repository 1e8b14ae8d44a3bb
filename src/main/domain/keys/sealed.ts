import type { WayIn } from '@contract/channels'
import type { Merged } from '@contract/safety-models'
import { reauthenticate } from '../accounts/reauthenticate'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { SecretKey, VaultId } from '../ids'
import type { SealedVault } from '../model'
import type { UseCases } from '../use-cases'
import { mergeSealed } from './merge'
import { parseCode } from './recovery-code'
import { sealedKeyName } from './sealed-keys'

/** Vaults of before that a reset left sealed: looked at, reopened, deleted. */
export function sealedUseCases(deps: Deps): UseCases<'sealed'> {
  const askPassword = reauthenticate(deps)

  /** @throws DomainFailure NOT_SIGNED_IN, ENTRY_GONE */
  function own(id: string): SealedVault {
    const account = deps.sessions.require()
    const sealed = deps.sealedVaults.byId(id as VaultId)
    if (sealed?.accountId !== account.id) throw new DomainFailure('ENTRY_GONE')
    return sealed
  }

  /** @throws DomainFailure WAY_IN_WRONG, RECOVERY_MISTYPED, WAIT */
  async function open(sealed: SealedVault, by: WayIn): Promise<SecretKey> {
    if (by.kind === 'device') {
      // Found by a reset that came by mail; `rememberSealedKeys` says why by nothing less.
      const key = deps.vaults.current().record(sealedKeyName(sealed.vaultId))
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
    const key = await deps.waysIn.open(sealed, by)
    if (key === null) throw new DomainFailure('WAY_IN_WRONG')
    deps.transaction(() => deps.attempts.clear(counter))
    return key
  }

  function gone(sealed: SealedVault): void {
    deps.sealedVaults.delete(sealed.vaultId)
    deps.vaults.current().dropRecord(sealedKeyName(sealed.vaultId))
  }

  return {
    list() {
      const account = deps.sessions.require()
      const vault = deps.vaults.current()
      return deps.sealedVaults.list(account.id).map((sealed) => ({
        id: sealed.vaultId,
        sealedAt: sealed.sealedAt,
        entries: deps.vault.count(sealed.vaultId),
        passwordChangedAt: sealed.passwordChangedAt,
        hasCode: sealed.recoveryWrap !== null,
        hasDevice: vault.record(sealedKeyName(sealed.vaultId)) !== null,
      }))
    },
    /**
     * Puts the entries of a sealed vault into the open one. Rows that do not open stay sealed, and
     * with them the vault.
     *
     * @throws DomainFailure NOT_SIGNED_IN, ENTRY_GONE, WAY_IN_WRONG, RECOVERY_MISTYPED, WAIT
     */
    async reopen({ id, by }): Promise<Merged> {
      const sealed = own(id)
      const key = await open(sealed, by)
      try {
        own(id)
        const into = deps.vaults.current()
        // Locked, ended, or reopened by another call meanwhile.
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
    /** For good. @throws DomainFailure NOT_SIGNED_IN, ENTRY_GONE, WRONG_PASSWORD, WAIT */
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
