import type { Role } from '@contract/models'
import type { AccountId, EmailAddress, EmailKey, Sealed } from '../../domain/ids'
import type { Account } from '../../domain/model'
import type { AccountStore } from '../../domain/ports'
import type { Db } from './open'

interface Row {
  id: AccountId
  email: EmailAddress
  email_key: EmailKey
  role: Role
  created_at: number
  confirmed_at: number | null
  generation: number
  password_changed_at: number
  kdf_memory: number
  kdf_passes: number
  kdf_lanes: number
  kdf_salt: Uint8Array
  password_wrap: Sealed
  pending_email: EmailAddress | null
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
  kdf: {
    memory: row.kdf_memory,
    passes: row.kdf_passes,
    lanes: row.kdf_lanes,
    salt: row.kdf_salt,
  },
  passwordWrap: row.password_wrap,
  pendingEmail: row.pending_email,
})

export function accountStore(db: Db): AccountStore {
  const any = db.prepare<[], { found: number }>('SELECT EXISTS (SELECT 1 FROM account) AS found')
  const byId = db.prepare<[string], Row>('SELECT * FROM account WHERE id = ?')
  const byEmail = db.prepare<[string], Row>(
    // The proven one first, then the oldest.
    'SELECT * FROM account WHERE email_key = ? ORDER BY confirmed_at IS NULL, created_at',
  )
  const insert = db.prepare(`
    INSERT INTO account VALUES (@id, @email, @emailKey, @role, @createdAt, @confirmedAt, @generation,
      @passwordChangedAt, @memory, @passes, @lanes, @salt, @passwordWrap, @pendingEmail)`)
  const setPassword = db.prepare(`
    UPDATE account SET kdf_memory = @memory, kdf_passes = @passes, kdf_lanes = @lanes,
      kdf_salt = @salt, password_wrap = @passwordWrap, generation = @generation,
      password_changed_at = @passwordChangedAt
    WHERE id = @id AND generation = @from`)
  const setPending = db.prepare('UPDATE account SET pending_email = ? WHERE id = ?')
  const confirm = db.prepare(`
    UPDATE account SET email = @email, email_key = @key, confirmed_at = @at, pending_email = NULL
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
    insert({ kdf, ...account }) {
      insert.run({ ...account, ...kdf })
    },
    setPassword: (id, from, { kdf, passwordWrap, generation, passwordChangedAt }) =>
      setPassword.run({ id, from, ...kdf, passwordWrap, generation, passwordChangedAt }).changes ===
      1,
    setPendingEmail: (id, email) => void setPending.run(email, id),
    confirm: (id, email, key, at) => confirm.run({ id, email, key, at }).changes === 1,
    delete(id) {
      remove.run(id)
      heir.run()
    },
  }
}
