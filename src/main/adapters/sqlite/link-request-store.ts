import type { AccountId, EmailKey, RequestId } from '../../domain/ids'
import type { LinkPurpose, LinkRequest, RequestState } from '../../domain/model'
import type { LinkRequestStore } from '../../domain/ports'
import type { Db } from './transaction'

interface Row {
  id: RequestId
  account_id: AccountId
  purpose: LinkPurpose
  email_key: EmailKey
  generation: number
  state: RequestState
  created_at: number
  expires_at: number
  tries: number
}

const toRequest = (row: Row): LinkRequest => ({
  id: row.id,
  accountId: row.account_id,
  purpose: row.purpose,
  emailKey: row.email_key,
  generation: row.generation,
  state: row.state,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  attempts: row.tries,
})

const open = "(state IN ('pending', 'sent'))"

export function linkRequestStore(db: Db): LinkRequestStore {
  const byId = db.prepare<[string], Row>('SELECT * FROM link_request WHERE id = ?')
  const openOf = db.prepare<[string, string], Row>(`
    SELECT * FROM link_request WHERE account_id = ? AND purpose = ? AND ${open}
    ORDER BY created_at, id`)
  const dummyLookup = db.prepare<[], Row>(`
    SELECT * FROM link_request
    WHERE (account_id, purpose) =
      (SELECT account_id, purpose FROM link_request ORDER BY rowid DESC LIMIT 1)
    ORDER BY created_at, id LIMIT 1`)
  const countAttempt = db.prepare<
    [{ account: string; purpose: string; most: number }],
    Pick<Row, 'state'>
  >(`
    UPDATE link_request SET tries = tries + 1,
      state = CASE WHEN tries + 1 >= @most THEN 'superseded' ELSE state END
    WHERE account_id = @account AND purpose = @purpose AND ${open}
    RETURNING state`)
  const insert = db.prepare(`
    INSERT INTO link_request VALUES (@id, @accountId, @purpose, @emailKey, @generation, @state,
      @createdAt, @expiresAt, @attempts)`)
  const setExpiry = db.prepare('UPDATE link_request SET expires_at = ? WHERE id = ?')
  const sent = db.prepare(
    "UPDATE link_request SET state = 'sent' WHERE id = ? AND state = 'pending'",
  )
  const supersedeOlder = db.prepare(`
    UPDATE link_request SET state = 'superseded'
    WHERE ${open} AND id <> @id
      AND (account_id, purpose) = (SELECT account_id, purpose FROM link_request WHERE id = @id)`)
  const use = db.prepare(`UPDATE link_request SET state = 'used' WHERE id = ? AND ${open}`)
  const supersede = db.prepare(
    `UPDATE link_request SET state = 'superseded' WHERE id = ? AND ${open}`,
  )
  const supersedeAll = db.prepare(`
    UPDATE link_request SET state = 'superseded'
    WHERE ${open} AND (@account IS NULL OR account_id = @account)
      AND (@purpose IS NULL OR purpose = @purpose)`)
  const forgetAddress = db.prepare(`
    UPDATE link_request SET email_key = ''
    WHERE account_id = ? AND purpose = ? AND NOT ${open}`)
  const prune = db.prepare(`DELETE FROM link_request WHERE created_at < ? AND NOT ${open}`)

  return {
    byId(id) {
      const row = byId.get(id)
      return row ? toRequest(row) : null
    },
    open: (account, purpose) => openOf.all(account, purpose).map(toRequest),
    dummyLookup: () => void dummyLookup.all().map(toRequest),
    countAttempt(account, purpose, most) {
      const counted = countAttempt.all({ account, purpose, most })
      const usedUp = counted.filter(({ state }) => state === 'superseded').length
      return { counted: counted.length, usedUp }
    },
    insert: (request) => void insert.run(request),
    setExpiry: (id, expiresAt) => void setExpiry.run(expiresAt, id),
    markSent(id) {
      sent.run(id)
      supersedeOlder.run({ id })
    },
    use: (id) => use.run(id).changes === 1,
    supersede: (id) => void supersede.run(id),
    supersedeAll: (account, purpose) =>
      void supersedeAll.run({ account, purpose: purpose ?? null }),
    forgetAddress: (account, purpose) => void forgetAddress.run(account, purpose),
    pruneBefore: (createdAt) => void prune.run(createdAt),
  }
}
