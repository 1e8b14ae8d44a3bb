import type { ErrorCode } from '@contract/errors'
import type { AccountId, EmailAddress, RequestId } from '../../domain/ids'
import type { MailLogStore, OutboxStore } from '../../domain/ports'
import type { MailLogEntry, OutboxJob } from '../../domain/ports/mail-stores'
import { mailText, type StoredRowMac } from './row-mac'
import type { Db } from './transaction'

interface Row {
  id: number
  kind: OutboxJob['kind']
  account_id: AccountId | null
  email: EmailAddress
  facts: string
  dedupe_key: string
  request_id: RequestId | null
  message_id: string
  created_at: number
  attempts: number
  next_at: number
  last_code: ErrorCode | null
  mac: string | null
  /** The text the MAC is computed over. */
  mail: string
}

const toJob = (row: Row, seal: MailSeal): OutboxJob => ({
  id: row.id,
  kind: row.kind,
  accountId: row.account_id,
  email: row.email,
  facts: JSON.parse(row.facts) as OutboxJob['facts'],
  dedupeKey: row.dedupe_key,
  requestId: row.request_id,
  messageId: row.message_id,
  createdAt: row.created_at,
  attempts: row.attempts,
  nextAt: row.next_at,
  lastCode: row.last_code,
  vouched: seal.vouchesFor(row.mail, row.mac),
})

/** A mailbox that has the old email wouldn't show a second one with the same Message-ID. */
const linkDead = `request_id IN (SELECT id FROM link_request WHERE state NOT IN ('pending', 'sent'))`

type MailSeal = Pick<StoredRowMac, 'mailMac' | 'vouchesFor'>

const select = `SELECT *, ${mailText} AS mail FROM outbox`

export function outboxStore(db: Db, seal: MailSeal): OutboxStore {
  const add = db.prepare(`
    INSERT INTO outbox (kind, account_id, email, facts, dedupe_key, message_id, created_at, next_at)
    VALUES (@kind, @accountId, @email, @facts, @dedupeKey, @messageId, @createdAt, @nextAt)
    ON CONFLICT (dedupe_key) DO UPDATE SET
      created_at = excluded.created_at,
      facts = iif(json_extract(facts, '$.capped'), excluded.facts, facts),
      message_id = iif(${linkDead}, excluded.message_id, message_id),
      request_id = iif(${linkDead}, NULL, request_id)`)
  const next = db.prepare<[], Row>(`${select} ORDER BY next_at, id LIMIT 1`)
  const byKey = db.prepare<[string], Row>(`${select} WHERE dedupe_key = ?`)
  const byId = db.prepare<[number], Row>(`${select} WHERE id = ?`)
  const list = db.prepare<[number], Row>(`${select} ORDER BY id LIMIT ?`)
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM outbox')
  const before = db.prepare<[number, number], Row>(
    `${select} WHERE created_at < ? ORDER BY id LIMIT ?`,
  )
  const untried = db.prepare('SELECT 1 FROM outbox WHERE attempts = 0 LIMIT 1')
  const setRequest = db.prepare('UPDATE outbox SET request_id = ? WHERE id = ?')
  const postpone = db.prepare(
    'UPDATE outbox SET attempts = ?, next_at = ?, last_code = ? WHERE id = ?',
  )
  const bringForward = db.prepare(`
    UPDATE outbox SET next_at = @now, created_at = min(created_at, @now) WHERE next_at > @latest`)
  const forgetRequests = db.prepare('UPDATE outbox SET request_id = NULL WHERE request_id NOT NULL')
  const hurry = db.prepare(
    'UPDATE outbox SET next_at = @now WHERE next_at > @now AND (@id IS NULL OR id = @id)',
  )
  const remove = db.prepare('DELETE FROM outbox WHERE id = ?')
  const setMac = db.prepare('UPDATE outbox SET mac = ? WHERE id = ?')
  const one = (row: Row | undefined) => (row ? toJob(row, seal) : null)

  return {
    add(job) {
      // Check the stored row first: merging into a row from another program must not give it our MAC.
      const known = byKey.get(job.dedupeKey)
      if (known && !seal.vouchesFor(known.mail, known.mac)) remove.run(known.id)
      add.run({ ...job, facts: JSON.stringify(job.facts) })
      const row = byKey.get(job.dedupeKey)
      if (row) setMac.run(seal.mailMac(row.mail), row.id)
    },
    next: () => one(next.get()),
    byDedupeKey: (key) => one(byKey.get(key)),
    byId: (id) => one(byId.get(id)),
    list: (limit) => list.all(limit).map((row) => toJob(row, seal)),
    count: () => count.get()?.n ?? 0,
    askedBefore: (at, limit) => before.all(at, limit).map((row) => toJob(row, seal)),
    anyUntried: () => untried.get() !== undefined,
    setRequest: (id, request) => void setRequest.run(request, id),
    postpone: (id, attempts, nextAt, code) => void postpone.run(attempts, nextAt, code, id),
    bringForward: (latest, now) => void bringForward.run({ latest, now }),
    forgetRequests: () => void forgetRequests.run(),
    hurry: (now, id) => void hurry.run({ now, id: id ?? null }),
    remove: (id) => void remove.run(id),
  }
}

const keep = 200

interface MailLogStoreRow {
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

const toEntry = (row: MailLogStoreRow): MailLogEntry => ({
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
  // Ids are never reused, so no count is needed.
  const prune = db.prepare(
    `DELETE FROM mail_log WHERE id <= (SELECT max(id) FROM mail_log) - ${keep}`,
  )
  const list = db.prepare<[], MailLogStoreRow>(
    `SELECT * FROM mail_log ORDER BY id DESC LIMIT ${keep}`,
  )
  const byId = db.prepare<[number], MailLogStoreRow>('SELECT * FROM mail_log WHERE id = ?')
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
