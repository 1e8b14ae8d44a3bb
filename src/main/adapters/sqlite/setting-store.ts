import type { SettingStore } from '../../domain/ports'
import type { Db } from './open'

export function settingStore(db: Db): SettingStore {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  // Not REPLACE, which would delete first, unseen by the seal (`row-seal`).
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
