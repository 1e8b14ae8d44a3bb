import type { SettingStore } from '../../domain/ports'
import type { Db } from './open'

export function settingStore(db: Db): SettingStore {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const set = db.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)')
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
