import type { SecretProtection } from '@contract/models'
import type { SecretStore, SettingStore } from '../../domain/ports'
import type { Db } from './transaction'

export function settingStore(db: Db): SettingStore {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  // Not REPLACE: it would first delete the row, which the row MAC's triggers don't see (`row-mac`).
  const set = db.prepare(
    'INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const remove = db.prepare('DELETE FROM setting WHERE key = ?')
  return {
    get(key) {
      const row = get.get(key)
      return row ? (JSON.parse(row.value) as unknown) : null
    },
    set: (key, value) => void set.run(key, JSON.stringify(value)),
    delete: (key) => void remove.run(key),
  }
}

interface Row {
  protection: SecretProtection
  value: Uint8Array
}

export function secretStore(db: Db): SecretStore {
  const get = db.prepare<[string], Row>('SELECT protection, value FROM secret WHERE name = ?')
  const put = db.prepare('INSERT OR REPLACE INTO secret VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM secret WHERE name = ?')
  const names = db.prepare<[{ prefix: string }], { name: string }>(
    'SELECT name FROM secret WHERE substr(name, 1, length(@prefix)) = @prefix ORDER BY name',
  )
  return {
    get: (name) => get.get(name) ?? null,
    put: (name, protection, value) => void put.run(name, protection, value),
    delete: (name) => void remove.run(name),
    names: (prefix) => names.all({ prefix }).map(({ name }) => name),
  }
}

export interface SigningKeyRecord {
  readonly kid: string
  readonly createdAt: number
}

export type SigningKeyStore = ReturnType<typeof signingKeyStore>

/** Which signing keys exist; the keys themselves are stored as secrets. */
export function signingKeyStore(db: Db) {
  const list = db.prepare<[], { kid: string; created_at: number }>(
    'SELECT kid, created_at FROM signing_key ORDER BY created_at DESC, rowid DESC',
  )
  const add = db.prepare('INSERT INTO signing_key VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM signing_key WHERE kid = ?')
  return {
    /** Newest first. */
    list: (): readonly SigningKeyRecord[] =>
      list.all().map(({ kid, created_at }) => ({ kid, createdAt: created_at })),
    add: ({ kid, createdAt }: SigningKeyRecord) => void add.run(kid, createdAt),
    delete: (kid: string) => void remove.run(kid),
  }
}
