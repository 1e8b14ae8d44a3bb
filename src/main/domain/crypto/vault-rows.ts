/** Converts entries to and from rows: JSON, encrypted in two parts, bound to id and revision. */

import type { EntryContent, EntrySecret, OpenEntry } from '../entry'
import type { EntryId, Sealed, SecretKey } from '../ids'
import type { EntryRow } from '../model'
import type { Box, Cipher } from '../ports'
import { entryContent, entrySecret, type VaultScope, vaultRecord } from './contexts'

const utf8 = new TextEncoder()
const text = new TextDecoder()

/** Encrypts and decrypts the rows of one vault. */
export interface VaultBoxes {
  seal(id: EntryId, revision: number, entry: OpenEntry): EntryRow
  /** These three @returns null for a row that was moved, changed or damaged. */
  content(row: Omit<EntryRow, 'secret'>): EntryContent | null
  secret(row: Omit<EntryRow, 'content'>): EntrySecret | null
  open(row: EntryRow): OpenEntry | null
  /** Whether the secret part decrypts, without turning it into text. */
  secretOpens(row: Omit<EntryRow, 'content'>): boolean
  /**
   * Replaces the content at the next revision, and encrypts the secret part again without reading
   * it. A secret part that doesn't decrypt stays as it is, and so does the revision: it may be
   * repaired one day.
   */
  reseal(row: EntryRow, next: EntryContent): EntryRow
  sealRecord(name: string, value: unknown): Sealed
  /** @returns null if it doesn't decrypt */
  openRecord(name: string, sealed: Sealed): unknown
  /** Two values in one record, so that the second needn't be parsed with the first. */
  sealTwo(name: string, first: unknown, second: unknown): Sealed
  /** @returns null if it doesn't decrypt; no second value if it was written by `sealRecord` */
  openTwo(name: string, sealed: Sealed): OpenedTwo | null
}

export interface OpenedTwo {
  readonly first: unknown
  /** Parses it. Works once: the bytes are wiped. */
  second(): unknown
  /** Wipes it without reading it. */
  wipe(): void
}

export function vaultBoxes(cipher: Cipher, key: SecretKey, scope: VaultScope): VaultBoxes {
  const contents = cipher.box(key, entryContent(scope))
  const secrets = cipher.box(key, entrySecret(scope))
  const records = cipher.box(key, vaultRecord(scope))

  const content = ({ id, revision, content: sealed }: Omit<EntryRow, 'secret'>) =>
    read<EntryContent>(contents, [id, revision], sealed)
  const secret = ({ id, revision, secret: sealed }: Omit<EntryRow, 'content'>) =>
    read<EntrySecret>(secrets, [id, revision], sealed)

  return {
    content,
    secret,
    seal: (id, revision, entry) => ({
      id,
      revision,
      content: write(contents, [id, revision], entry.content),
      secret: write(secrets, [id, revision], entry.secret),
    }),
    open(row) {
      const opened = content(row)
      const rest = secret(row)
      return opened && rest && { content: opened, secret: rest }
    },
    secretOpens({ id, revision, secret: sealed }) {
      const plain = secrets.open([id, revision], sealed)
      plain?.fill(0)
      return plain !== null
    },
    reseal({ id, revision, secret: sealed }, next) {
      const plain = secrets.open([id, revision], sealed)
      if (plain === null) {
        return { id, revision, content: write(contents, [id, revision], next), secret: sealed }
      }
      const item = [id, revision + 1]
      const row = {
        id,
        revision: revision + 1,
        content: write(contents, item, next),
        secret: secrets.seal(item, plain),
      }
      plain.fill(0)
      return row
    },
    sealRecord: (name, value) => write(records, [name], value),
    openRecord: (name, sealed) => read<unknown>(records, [name], sealed),
    sealTwo(name, first, second) {
      const plain = utf8.encode(`${JSON.stringify(first)}\n${JSON.stringify(second)}`)
      const sealed = records.seal([name], plain)
      plain.fill(0)
      return sealed
    },
    openTwo(name, sealed) {
      const plain = records.open([name], sealed)
      if (plain === null) return null
      // JSON has no line breaks unless it was formatted.
      const end = plain.indexOf(lineBreak)
      const [before, behind] =
        end < 0 ? [plain, null] : [plain.subarray(0, end), plain.subarray(end + 1)]
      return {
        first: taken(before),
        second: () => behind && taken(behind),
        wipe: () => void behind?.fill(0),
      }
    },
  }
}

type Item = readonly (string | number)[]

/** Wipes the plaintext once it is encrypted. */
function write(box: Box, item: Item, value: unknown): Sealed {
  const plain = utf8.encode(JSON.stringify(value))
  const sealed = box.seal(item, plain)
  plain.fill(0)
  return sealed
}

/** Only we can have written what passes the authentication tag, so its shape isn't checked. */
function read<T>(box: Box, item: Item, sealed: Sealed): T | null {
  const plain = box.open(item, sealed)
  return plain && (taken(plain) as T)
}

const lineBreak = 0x0a

function taken(plain: Uint8Array): unknown {
  const value: unknown = JSON.parse(text.decode(plain))
  plain.fill(0)
  return value
}
