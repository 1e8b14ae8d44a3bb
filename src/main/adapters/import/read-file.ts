import type { CsvFormatName, ImportFormat } from '@contract/transfer-models'
import { DomainFailure } from '../../domain/failure'
import {
  type ImportFile,
  maxImportBytes,
  type ReadEntries,
  type ReadFile,
} from '../../domain/ports/transfer'
import { bitwardenCsv, readBitwardenJson } from './bitwarden'
import { chromeCsv, firefoxCsv, safariCsv } from './browser-csv'
import { delimiters, readHeader, refuseLetter } from './csv'
import { readDatabase } from './database'
import { collector } from './draft'
import { keepassxcCsv } from './keepassxc-csv'
import { latchkeyCsv, readLatchkeyJson } from './latchkey'
import { onepasswordCsv, readOnePux } from './onepassword'
import { protonPassCsv } from './proton-pass-csv'
import { type CsvFormat, columnName, readTable } from './table'
import { decodeText, lost } from './text'
import { fileInZip } from './zip'

const sqlite = Buffer.from('SQLite format 3\0', 'latin1')
const zip = Buffer.from('PK\x03\x04', 'latin1')
/** Files that only the other program can decrypt. */
const locked = [
  Buffer.from([0x03, 0xd9, 0xa2, 0x9a]), // KeePass
  Buffer.from('-----BEGIN PGP MESSAGE-----', 'latin1'), // Proton Pass
]

/**
 * @param now milliseconds since the Unix epoch, for entries without times
 * @throws DomainFailure FILE_UNKNOWN, FILE_ENCRYPTED, FILE_DAMAGED, FILE_TOO_LARGE
 */
export async function readFile(
  { bytes, log }: Omit<ImportFile, 'name'>,
  now: number,
): Promise<ReadFile> {
  if (bytes.length > maxImportBytes) throw new DomainFailure('FILE_TOO_LARGE')
  const begins = (mark: Buffer) => mark.equals(bytes.subarray(0, mark.length))
  if (locked.some(begins)) throw new DomainFailure('FILE_ENCRYPTED')
  if (begins(sqlite)) return readDatabase({ bytes, log })
  if (begins(zip)) return readZip(bytes, now)
  const { text, whole, guessed } = decodeText(bytes)
  const json = /^\s*\{/.test(text)
  // No program writes JSON in a Windows encoding (RFC 8259, 8.1), so a byte must be damaged.
  if (json && (!whole || guessed)) throw new DomainFailure('FILE_DAMAGED')
  const read = json ? readJson(text, now) : readCsv(text, whole, now)
  if (!guessed || read.kind !== 'entries') return read
  return { ...read, issues: [guess, ...read.issues] }
}

/** A person can see in the preview whether the characters are right; we can't. */
const guess = { row: null, column: null, code: 'encoding_guessed', rowLeftOut: false } as const

async function readZip(archive: Uint8Array, now: number): Promise<ReadFile> {
  const data = await fileInZip(archive, 'export.data')
  if (data === null) throw new DomainFailure('FILE_UNKNOWN')
  const { text, whole, guessed } = decodeText(data)
  if (!whole || guessed) throw new DomainFailure('FILE_DAMAGED')
  return readOnePux(parse(text), now)
}

function readJson(text: string, now: number): ReadFile {
  const json = parse(text)
  const format = Object.values(jsonFormats).find(({ isOf }) => isOf(json))
  if (format !== undefined) return format.read(json, now)
  throw new DomainFailure(isEncrypted(json) ? 'FILE_ENCRYPTED' : 'FILE_UNKNOWN')
}

/** Bitwarden's own encryption, and Proton Pass's. */
const isEncrypted = (json: object) => 'encrypted' in json && json.encrypted === true

interface JsonFormat {
  isOf(json: object): boolean
  read(json: object, now: number): ReadFile
}

/** Every format that isn't CSV. An encrypted export of ours is JSON too; our database isn't. */
const jsonFormats: Record<
  Exclude<ImportFormat, CsvFormatName | 'latchkey-encrypted' | 'latchkey-database'>,
  JsonFormat
> = {
  'latchkey-json': {
    isOf: (json) => 'format' in json && json.format === 'latchkey-export',
    read: readLatchkeyJson,
  },
  'bitwarden-json': {
    isOf: (json) => 'items' in json && !isEncrypted(json),
    read: readBitwardenJson,
  },
  // In a 1PUX archive, or in one that someone has unpacked.
  '1password-1pux': {
    isOf: (json) => 'accounts' in json && !isEncrypted(json),
    read: readOnePux,
  },
}

/** @throws DomainFailure FILE_DAMAGED */
function parse(text: string): object {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null) return json
  } catch {
    // thrown below
  }
  throw new DomainFailure('FILE_DAMAGED')
}

/** The most specific first: a later format's columns may all be among those of an earlier one. */
const csvFormats: Readonly<Record<CsvFormatName, CsvFormat>> = {
  'latchkey-csv': latchkeyCsv,
  'bitwarden-csv': bitwardenCsv,
  'keepassxc-csv': keepassxcCsv,
  'proton-pass-csv': protonPassCsv,
  '1password-csv': onepasswordCsv,
  'firefox-csv': firefoxCsv,
  'safari-csv': safariCsv,
  'chrome-csv': chromeCsv,
}

/**
 * @param whole false: some bytes weren't valid characters, so the file is refused
 * @throws DomainFailure FILE_UNKNOWN, FILE_DAMAGED with the row, FILE_TOO_LARGE
 */
function readCsv(text: string, whole: boolean, now: number): ReadEntries {
  for (const delimiter of delimiters) {
    const header = readHeader(text, delimiter).map(columnName)
    const found = formatOf(header)
    if (found === undefined) continue
    const [name, format] = found
    if (!whole) refuseLetter(text, text.indexOf(lost), delimiter)
    // A disk error can leave zeros. Our own export may contain them, because a person may have typed them.
    const zero = format.own ? -1 : text.indexOf('\0')
    if (zero !== -1) refuseLetter(text, zero, delimiter)
    if (format.own && !format.columns.every((column) => header.includes(column))) {
      throw new DomainFailure('FILE_DAMAGED')
    }
    const into = collector(now)
    format.read(readTable(text, delimiter, format.columns, into), into)
    return into.finish(name)
  }
  throw new DomainFailure('FILE_UNKNOWN')
}

function formatOf(header: readonly string[]): [CsvFormatName, CsvFormat] | undefined {
  const has = (column: string) => header.includes(column)
  const formats = Object.entries(csvFormats) as [CsvFormatName, CsvFormat][]
  return formats.find(([, { marks, oneOf }]) => marks.every(has) && (oneOf?.some(has) ?? true))
}
