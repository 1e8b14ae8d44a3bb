import { type Record, readHeader, readRecords } from './csv'
import type { Collector, Line } from './draft'

/** A record of a table, with its columns by name. */
export interface Row {
  readonly row: number
  /** The cell unchanged, not trimmed; empty if the file has no such column. */
  get(column: string): string
  /** The values in unknown or duplicate columns. */
  readonly others: readonly Line[]
}

/** Column names are compared in lower case: programs have changed that between versions. */
export const columnName = (text: string) => text.trim().toLowerCase()

/**
 * Reads every record, reports unknown columns that hold values, and skips empty rows.
 *
 * @param known the columns of the format, in lower case
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

/** How to recognize a program's table, and how its rows become entries. */
export interface CsvFormat {
  /** In lower case: all of these columns must exist. */
  readonly marks: readonly string[]
  /** One of these must also exist, if `marks` alone could be another program's. */
  readonly oneOf?: readonly string[]
  /** All columns the format is known to have. */
  readonly columns: readonly string[]
  /** Our own format: it must have all of these columns. */
  readonly own?: true
  read(rows: readonly Row[], into: Collector): void
}

/** Browsers and password managers use the same few words for yes. */
export const yes = (text: string) => /^(1|true|yes)$/i.test(text.trim())

/** Also within a cell, because another program may have saved the file again. */
export const lineEnd = /\r\n|\n|\r/

/**
 * Splits several addresses in one cell at commas or line breaks. Since an address may contain a comma, a
 * new one only starts where the text after the comma has a scheme.
 */
export function splitUrls(cell: string): readonly string[] {
  return cell
    .split(lineEnd)
    .flatMap((line) => line.split(/,\s*(?=[a-z][a-z0-9+.-]*:\/\/)/i))
    .map((url) => url.trim())
    .filter(Boolean)
}
