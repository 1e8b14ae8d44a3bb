/**
 * A MAC over the rows that decide who gets in. It detects rows that were restored from an older copy of the
 * file, with or without the MAC they had there (ADR 0024).
 *
 * The MAC covers the sum, modulo 2^256, of one HMAC per row, and the number of the commit: a keyed set hash
 * (MSet-Add-Hash; Clarke, Devadas, van Dijk, Gassend and Suh, ASIACRYPT 2003). A change costs one HMAC per
 * changed row, however many rows there are. The sum itself is never stored.
 */
import { createHmac } from 'node:crypto'
import type { SecretKey } from '../../domain/ids'
import type { RowMac, RowMacMark } from '../../domain/ports'
import type { Db } from './transaction'

interface CoveredRows {
  readonly table: 'account' | 'link_request' | 'setting'
  /** Which rows of the table are covered, as a condition on `row.`. */
  readonly when: string
  /** The columns covered; `hex:` marks columns of bytes. */
  readonly columns: readonly string[]
  /** Only updates of these columns matter; null: updates of any column. */
  readonly of: readonly string[] | null
}

const coveredRows: Record<string, CoveredRows> = {
  request: {
    table: 'link_request',
    when: "row.state IN ('pending', 'sent')",
    columns: [
      'id',
      'account_id',
      'purpose',
      'email_key',
      'generation',
      'state',
      'created_at',
      'expires_at',
      'tries',
    ],
    of: null,
  },
  // Includes the password wrap: replacing it in the owner's row would make its holder the owner.
  owner: {
    table: 'account',
    when: "row.role = 'owner'",
    columns: ['id', 'generation', 'vault_id', 'hex:password_wrap'],
    of: ['role', 'generation', 'vault_id', 'password_wrap'],
  },
  pending: {
    table: 'account',
    when: 'row.pending_email IS NOT NULL',
    columns: ['id', 'pending_email', 'generation'],
    of: ['pending_email', 'generation'],
  },
  // The dummy row. A wrong code that belongs to no request writes this row (`code-attempts`), to take as long.
  nobodysTry: {
    table: 'setting',
    when: "row.key = 'code.nobodys-try'",
    columns: ['value'],
    of: ['value'],
  },
}

const modulus = 1n << 256n

/** What the MAC of a queued email covers: everything but its request and when and how often it is sent. */
export const mailText = 'json_array(kind, account_id, email, facts, dedupe_key, message_id)'

export interface StoredRowMac extends RowMac {
  /** The last step of each writing transaction: counts the commit and renews the MAC. */
  commit(): void
  /** The transaction has ended. @param counts false: it was rolled back, or wrote nothing */
  done(counts: boolean): void
  commits(): number
  /** The mark to remember outside the database; null: there is no row MAC. */
  mark(): RowMacMark | null
  /** @returns the MAC of a queued email; null before the key is known */
  mailMac(mail: string): string | null
  /** Whether a queued email is unchanged since we queued it. True before the key is known. */
  vouchesFor(mail: string, mac: string | null): boolean
}

/** @param remembered the last mark stored outside the database; null if there is none */
export function rowMac(db: Db, remembered: RowMacMark | null): StoredRowMac {
  db.pragma('temp_store = MEMORY')
  db.exec(`CREATE TEMP TABLE seal_delta (sign INTEGER NOT NULL, row TEXT NOT NULL) STRICT;
    ${Object.entries(coveredRows).map(triggers).join('\n')}`)
  const rows = db
    .prepare<[], string>(Object.entries(coveredRows).map(allRows).join(' UNION ALL '))
    .pluck()
  const deltas = db.prepare<[], { sign: number; row: string }>('SELECT * FROM seal_delta')
  const forget = db.prepare('DELETE FROM seal_delta')
  const get = db.prepare<[], { commits: number; sealed_at: number | null; mac: string | null }>(
    'SELECT commits, sealed_at, mac FROM row_seal WHERE id = 1',
  )
  /** The schema inserts the row; a damaged database may have lost it. */
  const stored = () => get.get() ?? { commits: 0, sealed_at: null, mac: null }
  const raise = db.prepare('UPDATE row_seal SET commits = commits + 1 WHERE id = 1')
  const put = db.prepare(
    'UPDATE row_seal SET commits = @at, sealed_at = @at, mac = @mac WHERE id = 1',
  )
  const mails = db.prepare<[], { id: number; mail: string }>(
    `SELECT id, ${mailText} AS mail FROM outbox`,
  )
  const setMailMac = db.prepare('UPDATE outbox SET mac = ? WHERE id = ?')

  let key: SecretKey | null = null
  let sum = 0n
  /** The key and sum to use once the transaction is committed. */
  let next: { readonly key: SecretKey; readonly sum: bigint } | null = null
  /** Emails queued in this run before the key was known. */
  const queued = new Set<string>()
  let seen = dataVersion()

  function dataVersion(): unknown {
    return db.pragma('data_version', { simple: true })
  }

  const hmac = (of: Uint8Array, text: string) => createHmac('sha256', of).update(text)
  const summand = (of: Uint8Array, row: string) =>
    BigInt(`0x${hmac(of, `row/${row}`).digest('hex')}`)
  const macOf = (of: Uint8Array, total: bigint, at: number) =>
    hmac(of, `seal/${at}/${total.toString(16)}`).digest('base64url')
  const markOf = (of: Uint8Array, at: number) => hmac(of, `mark/${at}`).digest('base64url')

  function plus(total: bigint, sign: number, value: bigint): bigint {
    return (((total + BigInt(sign) * value) % modulus) + modulus) % modulus
  }

  /** The sum of the rows as they are, or (`before`) without the changes made before the key was known. */
  function summedUp(by: Uint8Array, before: boolean): bigint {
    let total = 0n
    for (const row of rows.iterate()) total = plus(total, 1, summand(by, row))
    if (!before) return total
    for (const { sign, row } of deltas.iterate()) total = plus(total, -sign, summand(by, row))
    return total
  }

  /** Whether the database is at least as new as the remembered mark. */
  function isFresh(by: Uint8Array, at: number): boolean {
    if (key !== null) return true
    return (
      remembered !== null && remembered.mac === markOf(by, remembered.at) && remembered.at <= at
    )
  }

  const macOfMail = (by: Uint8Array, mail: string) => hmac(by, `mail/${mail}`).digest('base64url')

  return {
    commits: () => stored().commits,
    commit() {
      const present = next ?? (key && { key, sum })
      if (present === null) {
        raise.run()
        return
      }
      const changed = deltas.all()
      let total = present.sum
      for (const { sign, row } of changed) total = plus(total, sign, summand(present.key, row))
      if (changed.length > 0) forget.run()
      const at = stored().commits + 1
      put.run({ at, mac: macOf(present.key, total, at) })
      next = { key: present.key, sum: total }
    },
    done(counts) {
      if (counts && next !== null) {
        ;({ key, sum } = next)
        queued.clear()
      }
      next = null
    },
    intact: () => key !== null && seen === dataVersion(),
    holds(by) {
      const version = dataVersion()
      const { sealed_at: at, mac } = stored()
      const held = at !== null && mac === macOf(by, summedUp(by, true), at) && isFresh(by, at)
      if (held) seen = version
      return held
    },
    start(by, which) {
      seen = dataVersion()
      forget.run()
      next = { key: by, sum: summedUp(by, false) }
      // Counts as a commit even if nothing else changes, because it writes the MAC.
      raise.run()
      for (const { id, mail } of mails.all()) {
        if (which === 'all' || queued.has(mail)) setMailMac.run(macOfMail(by, mail), id)
      }
    },
    mark() {
      const at = stored().sealed_at
      if (at === null) return null
      if (key !== null) return { at, mac: markOf(key, at) }
      return remembered ?? null
    },
    mailMac(mail) {
      if (key !== null) return macOfMail(key, mail)
      queued.add(mail)
      return null
    },
    vouchesFor: (mail, mac) => key === null || mac === macOfMail(key, mail),
  }
}

function textOf(kind: string, { columns }: CoveredRows, row: string): string {
  const values = columns.map((column) =>
    column.startsWith('hex:') ? `hex(${row}.${column.slice(4)})` : `${row}.${column}`,
  )
  return `json_array('${kind}', ${values.join(', ')})`
}

const allRows = ([kind, covered]: [string, CoveredRows]) =>
  `SELECT ${textOf(kind, covered, 'row')} FROM ${covered.table} AS row WHERE ${covered.when}`

/**
 * Triggers that note each change of a covered row, whatever statement makes it, cascades included. A
 * rollback removes the note too. Temporary triggers belong to this connection and aren't stored in any
 * file.
 */
function triggers([kind, covered]: [string, CoveredRows]): string {
  const note = (sign: 1 | -1, row: 'NEW' | 'OLD') =>
    `INSERT INTO seal_delta SELECT ${sign}, ${textOf(kind, covered, row)}
     WHERE ${covered.when.replaceAll('row.', `${row}.`)};`
  const of = covered.of === null ? '' : ` OF ${covered.of.join(', ')}`
  const on = (event: string, notes: string) =>
    `CREATE TEMP TRIGGER seal_${kind}_${event.slice(0, 6).toLowerCase()}
     AFTER ${event} ON main.${covered.table} BEGIN ${notes} END;`
  return [
    on('INSERT', note(1, 'NEW')),
    on(`UPDATE${of}`, note(-1, 'OLD') + note(1, 'NEW')),
    on('DELETE', note(-1, 'OLD')),
  ].join('\n')
}
