import Papa from 'papaparse'
import { DomainFailure } from '../../domain/failure'
import { maxImportEntries } from '../../domain/transfer/formats'
import { lost } from './text'

/** A comma in most exports; a semicolon or a tab after a spreadsheet has saved them. */
export const delimiters = [',', ';', '\t'] as const

/** The first record, as it stands. */
export function readHeader(text: string, delimiter: string): readonly string[] {
  const { data } = Papa.parse<string[]>(firstLine(text), { delimiter, newline: '\n', preview: 1 })
  return data[0] ?? []
}

/** A record, with its number as a spreadsheet counts: the header is 1. */
export interface Record {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Every record after the header (RFC 4180; line breaks as in the first line). Blank lines are
 * passed over. Missing cells at the end of a record are empty: spreadsheets leave them out.
 *
 * @throws DomainFailure FILE_DAMAGED with the row, FILE_TOO_LARGE
 */
export function readRecords(text: string, delimiter: string, columns: number): readonly Record[] {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter,
    newline: lineBreak(text),
    // Blank lines count here, and are few.
    preview: 2 * maxImportEntries,
  })
  if (data.length >= 2 * maxImportEntries) throw new DomainFailure('FILE_TOO_LARGE')
  const quotes = errors.find(({ type }) => type === 'Quotes')
  if (quotes) throw damaged((quotes.row ?? 0) + 1)
  const records = data.map((cells, n) => ({ row: n + 1, cells })).slice(1)
  for (const { row, cells } of records) {
    // A comma that should have been quoted would shift passwords into other columns.
    if (cells.slice(columns).some((cell) => cell !== '')) throw damaged(row)
  }
  const filled = records.filter(({ cells }) => cells.length > 1 || cells[0] !== '')
  const last = filled.at(-1)
  const cutOff = last && last.cells.length < columns && !/[\r\n]$/.test(text)
  if (cutOff) throw damaged(last.row)
  return filled
}

/** What refuses a text that has lost letters: it says in which row, the header's included. */
export function lettersLost(text: string, delimiter: string): DomainFailure {
  const before = text.slice(0, text.indexOf(lost))
  const { data } = Papa.parse(before, { delimiter, newline: lineBreak(before) })
  return damaged(data.length)
}

function damaged(row: number): DomainFailure {
  return new DomainFailure('FILE_DAMAGED', { row })
}

const firstLine = (text: string) => text.slice(0, text.search(/[\r\n]|$/))

/** Column names hold no line breaks: the first one in a file is the end of its header. */
function lineBreak(text: string): '\r\n' | '\n' | '\r' {
  const found = /\r\n|\n|\r/.exec(text)?.[0]
  return found === '\r\n' || found === '\r' ? found : '\n'
}

/** Several values in one cell, as some programs write them: again a record of CSV. */
export function splitCell(cell: string): readonly string[] {
  return Papa.parse<string[]>(cell, { delimiter: ',', newline: '\n', preview: 1 }).data[0] ?? []
}
