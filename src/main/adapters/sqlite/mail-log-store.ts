import type { ErrorCode } from '@contract/errors'
import type { AccountId, EmailAddress } from '../../domain/ids'
import type { MailLogEntry } from '../../domain/model'
import type { MailLogStore } from '../../domain/ports'
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
})

export function mailLogStore(db: Db): MailLogStore {
  const add = db.prepare(`
    INSERT INTO mail_log (kind, account_id, email, state, code, asked_at, at)
    VALUES (@kind, @accountId, @email, @state, @code, @askedAt, @at)`)
  // Ids are never given twice, so that nothing needs to be counted.
  const prune = db.prepare(
    `DELETE FROM mail_log WHERE id <= (SELECT max(id) FROM mail_log) - ${keep}`,
  )
  const list = db.prepare<[], Row>(`SELECT * FROM mail_log ORDER BY id DESC LIMIT ${keep}`)
  return {
    add(entry) {
      add.run(entry)
      prune.run()
    },
    list: () => list.all().map(toEntry),
  }
}
