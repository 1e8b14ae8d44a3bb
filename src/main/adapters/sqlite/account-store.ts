import type { Language, Role } from '@contract/models'
import type { AccountId, EmailAddress, EmailKey, Encrypted, VaultId } from '../../domain/ids'
import type { Account, KdfSettings } from '../../domain/model'
import type { AccountStore } from '../../domain/ports'
import type { Db } from './transaction'

interface Row extends KdfColumns {
  id: AccountId
  email: EmailAddress
  email_key: EmailKey
  role: Role
  created_at: number
  confirmed_at: number | null
  generation: number
  password_changed_at: number
  password_wrap: Encrypted
  pending_email: EmailAddress | null
  vault_id: VaultId
  account_record: Encrypted | null
  device_wrap: Encrypted | null
  pending_device_wrap: Encrypted | null
  recovery_wrap: Encrypted | null
  recovery_made_at: number | null
  recovery_proven_at: number | null
  language: Language
}

const toAccount = (row: Row): Account => ({
  id: row.id,
  email: row.email,
  emailKey: row.email_key,
  role: row.role,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  generation: row.generation,
  passwordChangedAt: row.password_changed_at,
  kdf: toKdf(row),
  passwordWrap: row.password_wrap,
  pendingEmail: row.pending_email,
  vaultId: row.vault_id,
  accountRecord: row.account_record,
  deviceWrap: row.device_wrap,
  pendingDeviceWrap: row.pending_device_wrap,
  recovery: row.recovery_wrap && {
    wrap: row.recovery_wrap,
    madeAt: row.recovery_made_at ?? 0,
    provenAt: row.recovery_proven_at,
  },
  language: row.language,
})

export function accountStore(db: Db): AccountStore {
  const any = db.prepare<[], { found: number }>('SELECT EXISTS (SELECT 1 FROM account) AS found')
  const byId = db.prepare<[string], Row>('SELECT * FROM account WHERE id = ?')
  const byEmail = db.prepare<[string], Row>(
    // The confirmed account first, then the oldest.
    'SELECT * FROM account WHERE email_key = ? ORDER BY confirmed_at IS NULL, created_at',
  )
  const anyKey = db.prepare<[], Pick<Row, 'email_key'>>('SELECT email_key FROM account LIMIT 1')
  /** An existing key for `dummyLookup`, read only once because reading it takes time too. */
  let someKey = ''
  function dummyLookup(): void {
    if (byEmail.all(someKey).map(toAccount).length > 0) return
    someKey = anyKey.get()?.email_key ?? ''
  }
  const insert = db.prepare(`
    INSERT INTO account VALUES (@id, @email, @emailKey, @role, @createdAt, @confirmedAt, @generation,
      @passwordChangedAt, @memory, @passes, @lanes, @salt, @passwordWrap, @pendingEmail, @vaultId,
      @accountRecord, @deviceWrap, @pendingDeviceWrap, @recoveryWrap, @recoveryMadeAt,
      @recoveryProvenAt, @language)`)
  const setPassword = db.prepare(`
    UPDATE account SET kdf_memory = @memory, kdf_passes = @passes, kdf_lanes = @lanes,
      kdf_salt = @salt, password_wrap = @passwordWrap, generation = @generation,
      password_changed_at = @passwordChangedAt
    WHERE id = @id AND generation = @from`)
  const setPending = db.prepare(
    'UPDATE account SET pending_email = ?, pending_device_wrap = ? WHERE id = ?',
  )
  const dropPending = db.prepare(`
    UPDATE account SET pending_email = NULL, pending_device_wrap = NULL
    WHERE pending_email IS NOT NULL`)
  const demote = db.prepare("UPDATE account SET role = 'member' WHERE role = 'owner'")
  const promote = db.prepare("UPDATE account SET role = 'owner' WHERE id = ?")
  const setEmail = db.prepare(
    'UPDATE account SET email = ?, email_key = ?, confirmed_at = NULL WHERE id = ?',
  )
  const setLanguage = db.prepare('UPDATE account SET language = ? WHERE id = ?')
  const setVaultId = db.prepare('UPDATE account SET vault_id = ? WHERE id = ?')
  const setAccountRecord = db.prepare('UPDATE account SET account_record = ? WHERE id = ?')
  const setDeviceWrap = db.prepare('UPDATE account SET device_wrap = ? WHERE id = ?')
  const setRecovery = db.prepare(`
    UPDATE account SET recovery_wrap = @wrap, recovery_made_at = @madeAt,
      recovery_proven_at = @provenAt
    WHERE id = @id`)
  const confirm = db.prepare(`
    UPDATE account SET email = @email, email_key = @key, confirmed_at = @at,
      device_wrap = CASE WHEN pending_email = @email THEN pending_device_wrap ELSE device_wrap END,
      pending_email = NULL, pending_device_wrap = NULL
    WHERE id = @id AND NOT EXISTS (
      SELECT 1 FROM account WHERE email_key = @key AND confirmed_at IS NOT NULL AND id <> @id)`)
  const remove = db.prepare('DELETE FROM account WHERE id = ?')
  const heir = db.prepare(`
    UPDATE account SET role = 'owner'
    WHERE id = (SELECT id FROM account ORDER BY created_at, id LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM account WHERE role = 'owner')`)

  return {
    any: () => any.get()?.found === 1,
    byId(id) {
      const row = byId.get(id)
      return row ? toAccount(row) : null
    },
    byEmail: (key) => byEmail.all(key).map(toAccount),
    dummyLookup,
    insert({ kdf, recovery, ...account }) {
      const { wrap = null, madeAt = null, provenAt = null } = recovery ?? {}
      insert.run({
        ...account,
        ...kdf,
        recoveryWrap: wrap,
        recoveryMadeAt: madeAt,
        recoveryProvenAt: provenAt,
      })
    },
    setPassword: (id, from, { kdf, passwordWrap, generation, passwordChangedAt }) =>
      setPassword.run({ id, from, ...kdf, passwordWrap, generation, passwordChangedAt }).changes ===
      1,
    setPendingEmail: (id, email, deviceWrap) => void setPending.run(email, deviceWrap, id),
    dropPendingEmails: () => void dropPending.run(),
    demoteOwner: () => void demote.run(),
    setOwner(id) {
      demote.run()
      promote.run(id)
    },
    setEmail: (id, email, key) => void setEmail.run(email, key, id),
    setLanguage: (id, language) => void setLanguage.run(language, id),
    setVaultId: (id, vault) => void setVaultId.run(vault, id),
    setAccountRecord: (id, record) => void setAccountRecord.run(record, id),
    setDeviceWrap: (id, wrap) => void setDeviceWrap.run(wrap, id),
    setRecovery: (id, recovery) =>
      void setRecovery.run({ wrap: null, madeAt: null, provenAt: null, ...recovery, id }),
    confirm: (id, email, key, at) => confirm.run({ id, email, key, at }).changes === 1,
    delete(id) {
      remove.run(id)
      heir.run()
    },
  }
}

/** Argon2id's parameters as columns. */
export interface KdfColumns {
  kdf_memory: number
  kdf_passes: number
  kdf_lanes: number
  kdf_salt: Uint8Array
}

export const toKdf = (row: KdfColumns): KdfSettings => ({
  memory: row.kdf_memory,
  passes: row.kdf_passes,
  lanes: row.kdf_lanes,
  salt: row.kdf_salt,
})
