import type { LimitStore } from '../../domain/ports'
import type { Db } from './open'

interface Row {
  count: number
  blocked_until: number
  times: string
  updated_at: number
}

export function limitStore(db: Db): LimitStore {
  const get = db.prepare<[string], Row>('SELECT * FROM rate_limit WHERE key = ?')
  const put = db.prepare(`
    INSERT OR REPLACE INTO rate_limit VALUES (@key, @count, @blockedUntil, @times, @updatedAt)`)
  const remove = db.prepare('DELETE FROM rate_limit WHERE key = ?')
  const prune = db.prepare('DELETE FROM rate_limit WHERE updated_at < ?')
  return {
    get(key) {
      const row = get.get(key)
      if (!row) return null
      return {
        count: row.count,
        blockedUntil: row.blocked_until,
        times: JSON.parse(row.times) as number[],
        updatedAt: row.updated_at,
      }
    },
    put: (key, limit) => void put.run({ key, ...limit, times: JSON.stringify(limit.times) }),
    delete: (key) => void remove.run(key),
    pruneBefore: (updatedAt) => void prune.run(updatedAt),
  }
}
