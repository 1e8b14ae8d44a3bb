import { CsvError, type Options, parse } from 'csv-parse/sync'
import { DomainFailure } from '../../domain/failure'
import { maxImportEntries } from '../../domain/ports/transfer'

/** A comma in most exports; a semicolon or a tab after a spreadsheet has saved them. */
export const delimiters = [',', ';', '\t'] as const

/** Each line may have its own: programs and people put files together. The longer one is tried first. */
const lineEnds = ['\r\n', '\n', '\r']

/** No header is longer. */
const headerLength = 64 * 1024

/** The first record that is not blank, as it stands; of no columns where there is none. */
export function readHeader(text: string, delimiter: string): readonly string[] {
  try {
    const head = text.slice(0, headerLength)
    return parsed(head, { delimiter, skip_empty_lines: true, to: 1 })[0] ?? []
  } catch {
    return []
  }
}

/** A record, with its number as a spreadsheet counts: the first line of a file is 1. */
export interface Record {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Every record after the header (RFC 4180, but for line ends: any, and mixed). Line ends within
 * quotes belong to the value. Blank lines are passed over. Missing cells at the end of a record are
 * empty: spreadsheets leave them out.
 *
 * @throws DomainFailure FILE_DAMAGED with the row, FILE_TOO_LARGE
 */
export function readRecords(text: string, delimiter: string, columns: number): readonly Record[] {
  // Blank lines count here, and are few.
  const all = parsed(text, { delimiter, to: 2 * maxImportEntries })
  if (all.length === 2 * maxImportEntries) throw new DomainFailure('FILE_TOO_LARGE')
  const records = all
    .map((cells, n) => ({ row: n + 1, cells }))
    .filter(({ cells }) => cells.length > 1 || cells[0] !== '')
    .slice(1)
  for (const { row, cells } of records) {
    // A comma that should have been quoted would shift passwords into other columns.
    if (cells.slice(columns).some((cell) => cell !== '')) throw damagedRow(row)
  }
  const last = records.at(-1)
  const cutOff = last && last.cells.length < columns && !/[\r\n]$/.test(text)
  if (cutOff) throw damagedRow(last.row)
  return records
}

/**
 * Refuses a text for a letter that cannot be right.
 * @throws DomainFailure FILE_DAMAGED with the row, the header's included
 */
export function refuseLetter(text: string, at: number, delimiter: string): never {
  // Another letter in its place, so that the row reaches that far.
  throw damagedRow(parsed(`${text.slice(0, at)}x`, { delimiter }).length)
}

/** Several values in one cell, as some programs write them: again records of CSV. */
export function splitCell(cell: string): readonly string[] {
  try {
    return parsed(cell, { delimiter: ',', relax_quotes: true }).flat()
  } catch {
    return [cell]
  }
}

/** @throws DomainFailure FILE_DAMAGED with the row, for quotes that do not fit */
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
