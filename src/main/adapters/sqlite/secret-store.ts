import type { SecretProtection } from '@contract/models'
import type { SecretStore } from '../../domain/ports'
import type { Db } from './open'

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
