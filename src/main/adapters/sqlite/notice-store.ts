import type { ActivityKind } from '@contract/models'
import type { NoticeMark, NoticeStore } from '../../domain/ports/account-stores'
import type { Db } from './open'

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
