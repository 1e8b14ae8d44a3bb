import type { ErrorCode } from '@contract/errors'
import type { AccountId, EmailAddress } from '../../domain/ids'
import type { MailLogStore } from '../../domain/ports'
import type { MailLogEntry, OutboxJob } from '../../domain/ports/mail-stores'
import type { Db } from './open'

const keep = 200

interface Row {
  id: number
  kind: MailLogEntry['kind']
  account_id: AccountId | null
  email: EmailAddress
  state: MailLogEntry['state']
  code: ErrorCode | null
  asked_at: number
  at: number
  facts: string | null
  dedupe_key: string | null
}

const toEntry = (row: Row): MailLogEntry => ({
  id: row.id,
  kind: row.kind,
  accountId: row.account_id,
  email: row.email,
  state: row.state,
  code: row.code,
  askedAt: row.asked_at,
  at: row.at,
  again:
    row.facts === null || row.dedupe_key === null
      ? null
      : { facts: JSON.parse(row.facts) as OutboxJob['facts'], dedupeKey: row.dedupe_key },
})

export function mailLogStore(db: Db): MailLogStore {
  const add = db.prepare(`
    INSERT INTO mail_log (kind, account_id, email, state, code, asked_at, at, facts, dedupe_key)
    VALUES (@kind, @accountId, @email, @state, @code, @askedAt, @at, @facts, @dedupeKey)`)
  // Ids are never given twice, so that nothing needs to be counted.
  const prune = db.prepare(
    `DELETE FROM mail_log WHERE id <= (SELECT max(id) FROM mail_log) - ${keep}`,
  )
  const list = db.prepare<[], Row>(`SELECT * FROM mail_log ORDER BY id DESC LIMIT ${keep}`)
  const byId = db.prepare<[number], Row>('SELECT * FROM mail_log WHERE id = ?')
  const replaceAddress = db.prepare(`
    UPDATE mail_log SET email = @by, facts = NULL, dedupe_key = NULL
    WHERE account_id = @account AND email = @email`)
  const remove = db.prepare('DELETE FROM mail_log WHERE id = ?')
  return {
    add({ again, ...entry }) {
      const facts = again && JSON.stringify(again.facts)
      add.run({ ...entry, facts, dedupeKey: again?.dedupeKey ?? null })
      prune.run()
    },
    byId(id) {
      const row = byId.get(id)
      return row ? toEntry(row) : null
    },
    replaceAddress: (account, email, by) => void replaceAddress.run({ account, email, by }),
    remove: (id) => void remove.run(id),
    list: () => list.all().map(toEntry),
  }
}
