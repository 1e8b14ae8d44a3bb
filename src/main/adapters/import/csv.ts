import { CsvError, type Options, parse } from 'csv-parse/sync'
import { DomainFailure } from '../../domain/failure'
import { maxImportEntries } from '../../domain/ports/transfer'

/** A comma in most exports; a semicolon or a tab after saving in a spreadsheet. */
export const delimiters = [',', ';', '\t'] as const

/** Lines may end differently, because programs and people merge files. The longer end is tried first. */
const lineEnds = ['\r\n', '\n', '\r']

/** No real header is longer. */
const headerLength = 64 * 1024

/** The first record that isn't blank, unchanged; without columns if there is none. */
export function readHeader(text: string, delimiter: string): readonly string[] {
  try {
    const head = text.slice(0, headerLength)
    return parsed(head, { delimiter, skip_empty_lines: true, to: 1 })[0] ?? []
  } catch {
    return []
  }
}

/** A record, numbered as in a spreadsheet: the first line of a file is 1. */
export interface Record {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Reads every record after the header (RFC 4180, but with any mix of line ends). Line ends within quotes
 * belong to the value. Blank lines are skipped. Missing cells at the end of a record are empty, because
 * spreadsheets omit them.
 *
 * @throws DomainFailure FILE_DAMAGED with the row, FILE_TOO_LARGE
 */
export function readRecords(text: string, delimiter: string, columns: number): readonly Record[] {
  // Blank lines count here, but there are few.
  const all = parsed(text, { delimiter, to: 2 * maxImportEntries })
  if (all.length === 2 * maxImportEntries) throw new DomainFailure('FILE_TOO_LARGE')
  const records = all
    .map((cells, n) => ({ row: n + 1, cells }))
    .filter(({ cells }) => cells.length > 1 || cells[0] !== '')
    .slice(1)
  for (const { row, cells } of records) {
    // An unquoted comma would shift passwords into other columns.
    if (cells.slice(columns).some((cell) => cell !== '')) throw damagedRow(row)
  }
  const last = records.at(-1)
  const cutOff = last && last.cells.length < columns && !/[\r\n]$/.test(text)
  if (cutOff) throw damagedRow(last.row)
  return records
}

/**
 * Rejects a text because of an invalid character.
 * @throws DomainFailure FILE_DAMAGED with the row, counting the header
 */
export function refuseLetter(text: string, at: number, delimiter: string): never {
  // The `x` takes the invalid character's place, so that its row is counted.
  throw damagedRow(parsed(`${text.slice(0, at)}x`, { delimiter }).length)
}

/** Several values in one cell, which some programs write as nested CSV. */
export function splitCell(cell: string): readonly string[] {
  try {
    return parsed(cell, { delimiter: ',', relax_quotes: true }).flat()
  } catch {
    return [cell]
  }
}

/** @throws DomainFailure FILE_DAMAGED with the row, if quotes don't match */
function parsed(text: string, options: Options): string[][] {
  try {
    return parse(text, { ...options, record_delimiter: lineEnds, relax_column_count: true })
  } catch (error) {
    if (error instanceof CsvError) throw damagedRow(Number(error['records']) + 1)
    throw error
  }
}

function damagedRow(row: number): DomainFailure {
  return new DomainFailure('FILE_DAMAGED', { row })
}
