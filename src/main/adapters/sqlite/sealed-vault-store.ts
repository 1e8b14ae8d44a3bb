import type { AccountId, EmailAddress, Sealed, VaultId } from '../../domain/ids'
import type { SealedVault } from '../../domain/model'
import type { SealedVaultStore } from '../../domain/ports'
import { type KdfColumns, toKdf } from './account-store'
import type { Db } from './transaction'

interface Row extends KdfColumns {
  vault_id: VaultId
  account_id: AccountId
  sealed_at: number
  email: EmailAddress
  generation: number
  password_changed_at: number
  password_wrap: Sealed
  recovery_wrap: Sealed | null
  device_wrap: Sealed | null
}

const toSealed = (row: Row): SealedVault => ({
  vaultId: row.vault_id,
  accountId: row.account_id,
  sealedAt: row.sealed_at,
  email: row.email,
  generation: row.generation,
  passwordChangedAt: row.password_changed_at,
  kdf: toKdf(row),
  passwordWrap: row.password_wrap,
  recoveryWrap: row.recovery_wrap,
  deviceWrap: row.device_wrap,
})

export function sealedVaultStore(db: Db): SealedVaultStore {
  const list = db.prepare<[string], Row>(
    'SELECT * FROM sealed_vault WHERE account_id = ? ORDER BY sealed_at DESC, rowid DESC',
  )
  const byId = db.prepare<[string], Row>('SELECT * FROM sealed_vault WHERE vault_id = ?')
  const insert = db.prepare(`
    INSERT INTO sealed_vault VALUES (@vaultId, @accountId, @sealedAt, @email, @generation,
      @passwordChangedAt, @memory, @passes, @lanes, @salt, @passwordWrap, @recoveryWrap,
      @deviceWrap)`)
  const remove = ['sealed_vault', 'vault_entry', 'vault_record'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE vault_id = ?`),
  )
  return {
    list: (account) => list.all(account).map(toSealed),
    byId(vault) {
      const row = byId.get(vault)
      return row ? toSealed(row) : null
    },
    insert: ({ kdf, ...sealed }) => void insert.run({ ...sealed, ...kdf }),
    delete(vault) {
      for (const statement of remove) statement.run(vault)
    },
  }
}
