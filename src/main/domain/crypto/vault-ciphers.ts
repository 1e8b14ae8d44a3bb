/** Converts entries to and from rows: JSON, encrypted in two parts, bound to id and revision. */

import type { EntryContent, EntrySecret, OpenEntry } from '../entry'
import type { Encrypted, EntryId, SecretKey } from '../ids'
import type { EntryRow } from '../model'
import type { BoundCipher, Cipher } from '../ports'
import { entryContent, entrySecret, type VaultScope, vaultRecord } from './contexts'

const utf8 = new TextEncoder()
const text = new TextDecoder()

/** Encrypts and decrypts the rows of one vault. */
export interface VaultCiphers {
  encrypt(id: EntryId, revision: number, entry: OpenEntry): EntryRow
  /** These three @returns null for a row that was moved, changed or damaged. */
  content(row: Omit<EntryRow, 'secret'>): EntryContent | null
  secret(row: Omit<EntryRow, 'content'>): EntrySecret | null
  decrypt(row: EntryRow): OpenEntry | null
  /** Whether the secret part decrypts, without turning it into text. */
  secretDecrypts(row: Omit<EntryRow, 'content'>): boolean
  /**
   * Replaces the content at the next revision, and encrypts the secret part again without reading
   * it. A secret part that doesn't decrypt stays as it is, and so does the revision: it may be
   * repaired one day.
   */
  reencrypt(row: EntryRow, next: EntryContent): EntryRow
  encryptRecord(name: string, value: unknown): Encrypted
  /** @returns null if it doesn't decrypt */
  decryptRecord(name: string, envelope: Encrypted): unknown
  /** Two values in one record, so that the second needn't be parsed with the first. */
  encryptTwo(name: string, first: unknown, second: unknown): Encrypted
  /** @returns null if it doesn't decrypt; no second value if it was written by `encryptRecord` */
  decryptTwo(name: string, envelope: Encrypted): OpenedTwo | null
}

export interface OpenedTwo {
  readonly first: unknown
  /** Parses it. Works once: the bytes are wiped. */
  second(): unknown
  /** Wipes it without reading it. */
  wipe(): void
}

export function vaultCiphers(cipher: Cipher, key: SecretKey, scope: VaultScope): VaultCiphers {
  const contents = cipher.bind(key, entryContent(scope))
  const secrets = cipher.bind(key, entrySecret(scope))
  const records = cipher.bind(key, vaultRecord(scope))

  const content = ({ id, revision, content: envelope }: Omit<EntryRow, 'secret'>) =>
    read<EntryContent>(contents, [id, revision], envelope)
  const secret = ({ id, revision, secret: envelope }: Omit<EntryRow, 'content'>) =>
    read<EntrySecret>(secrets, [id, revision], envelope)

  return {
    content,
    secret,
    encrypt: (id, revision, entry) => ({
      id,
      revision,
      content: write(contents, [id, revision], entry.content),
      secret: write(secrets, [id, revision], entry.secret),
    }),
    decrypt(row) {
      const opened = content(row)
      const rest = secret(row)
      return opened && rest && { content: opened, secret: rest }
    },
    secretDecrypts({ id, revision, secret: envelope }) {
      const plain = secrets.decrypt([id, revision], envelope)
      plain?.fill(0)
      return plain !== null
    },
    reencrypt({ id, revision, secret: envelope }, next) {
      const plain = secrets.decrypt([id, revision], envelope)
      if (plain === null) {
        return { id, revision, content: write(contents, [id, revision], next), secret: envelope }
      }
      const item = [id, revision + 1]
      const row = {
        id,
        revision: revision + 1,
        content: write(contents, item, next),
        secret: secrets.encrypt(item, plain),
      }
      plain.fill(0)
      return row
    },
    encryptRecord: (name, value) => write(records, [name], value),
    decryptRecord: (name, envelope) => read<unknown>(records, [name], envelope),
    encryptTwo(name, first, second) {
      const plain = utf8.encode(`${JSON.stringify(first)}\n${JSON.stringify(second)}`)
      const envelope = records.encrypt([name], plain)
      plain.fill(0)
      return envelope
    },
    decryptTwo(name, envelope) {
      const plain = records.decrypt([name], envelope)
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
function write(cipher: BoundCipher, item: Item, value: unknown): Encrypted {
  const plain = utf8.encode(JSON.stringify(value))
  const envelope = cipher.encrypt(item, plain)
  plain.fill(0)
  return envelope
}

/** Only we can have written what passes the authentication tag, so its shape isn't checked. */
function read<T>(cipher: BoundCipher, item: Item, envelope: Encrypted): T | null {
  const plain = cipher.decrypt(item, envelope)
  return plain && (taken(plain) as T)
}

const lineBreak = 0x0a

function taken(plain: Uint8Array): unknown {
  const value: unknown = JSON.parse(text.decode(plain))
  plain.fill(0)
  return value
}
