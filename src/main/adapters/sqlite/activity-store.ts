import type { ActivityKind } from '@contract/models'
import type { AccountId } from '../../domain/ids'
import type { ActivityStore, LimitStore } from '../../domain/ports'
import type { NoticeMark, NoticeStore } from '../../domain/ports/account-stores'
import type { Db } from './transaction'

interface Row {
  id: number
  account_id: AccountId | null
  kind: ActivityKind
  at: number
}

export function activityStore(db: Db): ActivityStore {
  const add = db.prepare('INSERT INTO activity (account_id, kind, at) VALUES (?, ?, ?)')
  const list = db.prepare<[{ account: string; device: number; limit: number }], Row>(`
    SELECT id, account_id, kind, at FROM activity
    WHERE account_id = @account OR (@device AND account_id IS NULL)
    ORDER BY id DESC LIMIT @limit`)
  // Few of very many accounts have that much: finding those by the index alone is seven times as fast.
  const prune = db.prepare(`
    WITH many AS (SELECT account_id FROM activity GROUP BY account_id HAVING count(*) > @keep)
    DELETE FROM activity WHERE id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY activity.account_id ORDER BY id DESC) AS place
        FROM many JOIN activity ON activity.account_id IS many.account_id)
      WHERE place > @keep)`)
  return {
    add: (accountId, kind, at) => void add.run(accountId, kind, at),
    list: (account, withDevice, limit) =>
      list
        .all({ account, device: withDevice ? 1 : 0, limit })
        .map((row) => ({ id: row.id, accountId: row.account_id, kind: row.kind, at: row.at })),
    prune: (keep) => void prune.run({ keep }),
  }
}

export function noticeStore(db: Db): NoticeStore {
  const mark = db.prepare<[string], NoticeMark>(
    'SELECT seen, quiet FROM notice_mark WHERE account_id = ?',
  )
  const setMark = db.prepare('INSERT OR REPLACE INTO notice_mark VALUES (@account, @seen, @quiet)')
  const newest = db.prepare<[string], { id: number | null }>(
    'SELECT max(id) AS id FROM activity WHERE account_id = ?',
  )
  const between = db.prepare<
    [{ account: string; after: number; until: number }],
    { id: number; kind: ActivityKind; at: number }
  >(`
    SELECT id, kind, at FROM activity
    WHERE account_id = @account AND id > @after AND id <= @until ORDER BY id`)
  return {
    mark: (account) => mark.get(account) ?? { seen: 0, quiet: 0 },
    setMark: (account, { seen, quiet }) => void setMark.run({ account, seen, quiet }),
    newest: (account) => newest.get(account)?.id ?? 0,
    between: (account, after, until) => between.all({ account, after, until }),
  }
}

interface LimitStoreRow {
  count: number
  blocked_until: number
  times: string
  updated_at: number
}

export function limitStore(db: Db): LimitStore {
  const get = db.prepare<[string], LimitStoreRow>('SELECT * FROM rate_limit WHERE key = ?')
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
