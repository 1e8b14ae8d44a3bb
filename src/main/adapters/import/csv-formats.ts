import { DomainFailure } from '../../domain/failure'
import type { ReadEntries } from '../../domain/ports/transfer'
import { bitwardenCsv } from './bitwarden'
import { chromeCsv, firefoxCsv, safariCsv } from './browser-csv'
import { delimiters, readHeader, refuseLetter } from './csv'
import { collector } from './draft'
import { keepassxcCsv } from './keepassxc-csv'
import { latchkeyCsv } from './latchkey'
import { onepasswordCsv } from './onepassword'
import { protonPassCsv } from './proton-pass-csv'
import { type CsvFormat, columnName, readTable } from './table'
import { lost } from './text'

/** The most particular first: the columns of a later one may be among those of an earlier one. */
const formats: readonly CsvFormat[] = [
  latchkeyCsv,
  bitwardenCsv,
  keepassxcCsv,
  protonPassCsv,
  onepasswordCsv,
  firefoxCsv,
  safariCsv,
  chromeCsv,
]

/**
 * @param whole false: some of its bytes were no letters, and the file is refused
 * @throws DomainFailure FILE_UNKNOWN, FILE_DAMAGED with the row, FILE_TOO_LARGE
 */
export function readCsv(text: string, whole: boolean, now: number): ReadEntries {
  for (const delimiter of delimiters) {
    const header = readHeader(text, delimiter).map(columnName)
    const format = formatOf(header)
    if (format === undefined) continue
    if (!whole) refuseLetter(text, text.indexOf(lost), delimiter)
    // Where a disk had nothing to give there are zeros. Ours writes what a person typed, those too.
    const zero = format.own ? -1 : text.indexOf('\0')
    if (zero !== -1) refuseLetter(text, zero, delimiter)
    if (format.own && !format.columns.every((column) => header.includes(column))) {
      throw new DomainFailure('FILE_DAMAGED')
    }
    const into = collector(now)
    format.read(readTable(text, delimiter, format.columns, into), into)
    return into.finish(format.format)
  }
  throw new DomainFailure('FILE_UNKNOWN')
}

function formatOf(header: readonly string[]): CsvFormat | undefined {
  const has = (column: string) => header.includes(column)
  return formats.find(({ marks, oneOf }) => marks.every(has) && (oneOf?.some(has) ?? true))
}
