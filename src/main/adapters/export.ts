import { byKind } from '@contract/entry-kinds'
import { type PlainEntry, toPlain } from '../domain/entry'
import type { ExportProtection, ExportWriter, ExportWriters } from '../domain/ports/transfer'

const marks = { format: 'latchkey-export', version: 1 } as const

export const exportWriters: ExportWriters = {
  csv: csvWriter,
  json: jsonWriter,
  envelope(protection, ciphertext) {
    const file = {
      ...marks,
      protection: protectionOf(protection),
      ciphertext: Buffer.from(ciphertext).toString('base64'),
    }
    return Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8')
  },
}

/** One entry per line, so that a person can read the file. */
function jsonWriter(at: number): ExportWriter {
  const lines: string[] = []
  return {
    add: (entry) => void lines.push(JSON.stringify(toPlain(entry))),
    finish() {
      const head = JSON.stringify({ ...marks, exportedAt: at }).slice(0, -1)
      return Buffer.from(`${head},"entries":[\n${lines.join(',\n')}\n]}\n`, 'utf8')
    },
  }
}

function protectionOf(protection: ExportProtection): object {
  if (protection.kind === 'code') return { kind: 'code' }
  const { memory, passes, lanes, salt } = protection.kdf
  const encoded = Buffer.from(salt).toString('base64')
  const kdf = { algorithm: 'argon2id', version: 19, memory, passes, lanes, salt: encoded }
  return { kind: 'password', kdf }
}

/** Other programs look for the first seven; docs/formats/export.md describes each column. */
export const csvColumns = [
  ...['kind', 'title', 'url', 'username', 'password', 'otpauth', 'notes'],
  ...['favourite', 'tags', 'more_urls', 'history', 'created', 'changed', 'used', 'trashed'],
]

/** RFC 4180: every field in quotes, inner quotes doubled, lines ending in CR and LF. */
const row = (cells: readonly string[]) =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`

/**
 * Writes every value unchanged. A value that a spreadsheet would take for a formula gets no prefix: in
 * every other program the prefix would become part of the password.
 */
export function csvWriter(): ExportWriter {
  const rows = [row(csvColumns)]
  return {
    add: (entry) => void rows.push(row(cells(toPlain(entry)))),
    finish: () => Buffer.from(rows.join(''), 'utf8'),
  }
}

const time = (at: number | null) => (at === null ? '' : new Date(at).toISOString())
const list = (values: readonly unknown[]) => (values.length === 0 ? '' : JSON.stringify(values))

function cells(entry: PlainEntry): readonly string[] {
  const login = byKind(entry, { login: (one) => one, note: () => null })
  const [first = '', ...more] = login?.urls ?? []
  // If `url` is empty, there is no address if `more_urls` is empty too; else the first address is empty.
  const moreUrls = login?.urls.length && first === '' ? JSON.stringify(more) : list(more)
  return [
    ...[entry.kind, entry.title, first, login?.username ?? '', login?.password ?? ''],
    ...[login?.otp ?? '', entry.notes, entry.favourite ? '1' : '', list(entry.tags), moreUrls],
    ...[list(login?.history ?? []), time(entry.createdAt), time(entry.changedAt)],
    ...[time(entry.usedAt), time(entry.trashedAt)],
  ]
}
