/** Recognises a file by what is in it, never by its name. Blocks: see `worker-readers`. */
import { DomainFailure } from '../../domain/failure'
import { type ImportFile, maxImportBytes, type ReadFile } from '../../domain/ports/transfer'
import { readBitwardenJson } from './bitwarden'
import { readCsv } from './csv-formats'
import { readDatabase } from './database'
import { readLatchkeyJson } from './latchkey'
import { readOnePux } from './onepassword'
import { decodeText } from './text'
import { fileInZip } from './zip'

const sqlite = Buffer.from('SQLite format 3\0', 'latin1')
const zip = Buffer.from('PK\x03\x04', 'latin1')
/** Files of other programs that only those programs can open. */
const locked = [
  Buffer.from([0x03, 0xd9, 0xa2, 0x9a]), // KeePass
  Buffer.from('-----BEGIN PGP MESSAGE-----', 'latin1'), // Proton Pass
]

/**
 * @param now milliseconds since the Unix epoch, for entries that have no times of their own
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
  // No program writes JSON in the letters of Windows (RFC 8259, 8.1): a byte of it is damaged.
  if (json && (!whole || guessed)) throw new DomainFailure('FILE_DAMAGED')
  const read = json ? readJson(text, now) : readCsv(text, whole, now)
  if (!guessed || read.kind !== 'entries') return read
  return { ...read, issues: [guess, ...read.issues] }
}

/** Whoever looks at the preview can see whether the letters are right; we cannot. */
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
  if ('format' in json && json.format === 'latchkey-export') return readLatchkeyJson(json, now)
  // Bitwarden's, and Proton Pass' as well.
  if ('encrypted' in json && json.encrypted === true) throw new DomainFailure('FILE_ENCRYPTED')
  if ('items' in json) return readBitwardenJson(json, now)
  // Out of a 1PUX archive that somebody has unpacked.
  if ('accounts' in json) return readOnePux(json, now)
  throw new DomainFailure('FILE_UNKNOWN')
}

/** @throws DomainFailure FILE_DAMAGED */
function parse(text: string): object {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null) return json
  } catch {
    // as below
  }
  throw new DomainFailure('FILE_DAMAGED')
}
