import type { ImportFormat } from '@contract/transfer-models'
import { type Record, readHeader, readRecords } from './csv'
import type { Collector, Line } from './draft'

/** One record of a table whose columns are known by name. */
export interface Row {
  readonly row: number
  /** As it stands, nothing trimmed; empty where the file has no such column. */
  get(column: string): string
  /** What stands in columns that are not known, or twice. */
  readonly others: readonly Line[]
}

/** Names of columns are compared in lower case: programs have changed that between versions. */
export const columnName = (text: string) => text.trim().toLowerCase()

/**
 * Reads every record, says which unknown columns hold something, and leaves empty rows out.
 *
 * @param known the columns that the format has, in lower case
 * @throws DomainFailure FILE_DAMAGED, FILE_TOO_LARGE
 */
export function readTable(
  text: string,
  delimiter: string,
  known: readonly string[],
  into: Collector,
): readonly Row[] {
  const header = readHeader(text, delimiter)
  const places = new Map<string, number>()
  const others: { readonly label: string; readonly place: number }[] = []
  for (const [place, label] of header.entries()) {
    const name = columnName(label)
    if (known.includes(name) && !places.has(name)) places.set(name, place)
    else others.push({ label: label.trim() || `Column ${place + 1}`, place })
  }
  const records = readRecords(text, delimiter, header.length)
  for (const { label, place } of others) {
    const used = records.some(({ cells }) => (cells[place] ?? '') !== '')
    if (used) into.issues.add(null, label, 'column_unknown')
  }
  return records.flatMap(({ row, cells }: Record) => {
    if (cells.every((cell) => cell.trim() === '')) {
      into.issues.leaveOut(row, null, 'empty_row')
      return []
    }
    return {
      row,
      get: (column: string) => cells[places.get(column) ?? -1] ?? '',
      others: others.flatMap(({ label, place }) => {
        const value = cells[place] ?? ''
        return value === '' ? [] : { label, value }
      }),
    }
  })
}

/** What a program's table looks like, and how its rows become entries. */
export interface CsvFormat {
  readonly format: ImportFormat
  /** In lower case: every one of them has to be there. */
  readonly marks: readonly string[]
  /** And one of these, where the others do not tell it from another program's. */
  readonly oneOf?: readonly string[]
  /** All that it is known to have. */
  readonly columns: readonly string[]
  /** Ours: it has all of these columns. */
  readonly own?: true
  read(rows: readonly Row[], into: Collector): void
}

/** Browsers and password managers write the same few words for yes. */
export const yes = (text: string) => /^(1|true|yes)$/i.test(text.trim())

/** Within a cell too: what one program wrote another one may have saved. */
export const lineEnd = /\r\n|\n|\r/

/**
 * Addresses in one cell, with a comma or a line break between them. A comma may also stand in an
 * address: what follows it counts as another one only if it begins like one.
 */
export function splitUrls(cell: string): readonly string[] {
  return cell
    .split(lineEnd)
    .flatMap((line) => line.split(/,\s*(?=[a-z][a-z0-9+.-]*:\/\/)/i))
    .map((url) => url.trim())
    .filter(Boolean)
}
