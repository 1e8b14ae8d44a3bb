import { type PlainEntry, toPlain } from '../../domain/entry'
import type { ExportWriter } from '../../domain/ports/transfer'

/** The first seven are what other programs look for; docs/formats/export.md says what is in each. */
export const csvColumns = [
  ...['kind', 'title', 'url', 'username', 'password', 'otpauth', 'notes'],
  ...['favourite', 'tags', 'more_urls', 'history', 'created', 'changed', 'used', 'trashed'],
]

/** RFC 4180: every field in quotes, quotes within doubled, CR and LF at the end. */
const row = (cells: readonly string[]) =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`

/**
 * Every value as it is. Nothing is put before a value that a spreadsheet
 * would take for a formula: it would be part of the password wherever else the file is read.
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
  const login = entry.kind === 'login' ? entry : null
  const [first = '', ...more] = login?.urls ?? []
  // No address and an empty one are told apart by this column: it is empty for none.
  const moreUrls = login?.urls.length && first === '' ? JSON.stringify(more) : list(more)
  return [
    ...[entry.kind, entry.title, first, login?.username ?? '', login?.password ?? ''],
    ...[login?.otp ?? '', entry.notes, entry.favourite ? '1' : '', list(entry.tags), moreUrls],
    ...[list(login?.history ?? []), time(entry.createdAt), time(entry.changedAt)],
    ...[time(entry.usedAt), time(entry.trashedAt)],
  ]
}
