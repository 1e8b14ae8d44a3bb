/** What importing and exporting need from outside: file readers and writers, as ports. */
import type { ImportFormat, ImportIssue } from '@contract/transfer-models'
import type { OpenEntry } from '../entry'
import type { EmailAddress, Encrypted, VaultId } from '../ids'
import type { EntryRow, KdfSettings, VaultWraps } from '../model'
/** Larger than any export we know of: 100,000 entries are some 30 MiB. */
export const maxImportBytes = 64 * 1024 * 1024
/** In one file. */
export const maxImportEntries = 200_000

export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** For a database: the write-ahead log next to it, with the latest changes. */
  readonly log?: Uint8Array | undefined
}

/** What decrypts an encrypted export. */
export type ExportProtection =
  | { readonly kind: 'password'; readonly kdf: KdfSettings }
  | { readonly kind: 'code' }

export interface ReadEntries {
  readonly kind: 'entries'
  readonly format: ImportFormat
  readonly entries: readonly OpenEntry[]
  /** By row; the first hundred of each code. */
  readonly issues: readonly ImportIssue[]
  /** The number beyond those. */
  readonly moreIssues: number
}

/** An account in one of our databases, with its vaults: the one it used then, and sealed ones. */
export interface DatabaseAccount {
  readonly email: EmailAddress
  readonly vaults: readonly VaultWraps[]
}

export type ReadFile =
  | ReadEntries
  | {
      readonly kind: 'envelope'
      readonly protection: ExportProtection
      readonly ciphertext: Encrypted
    }
  | { readonly kind: 'database'; readonly accounts: readonly DatabaseAccount[] }

export interface ImportReaders {
  /**
   * Recognises a file by its content, and reads it whole or not at all, off the main thread.
   *
   * @param now for entries without times of their own, milliseconds since the Unix epoch
   * @throws DomainFailure FILE_UNKNOWN, FILE_ENCRYPTED, FILE_DAMAGED, FILE_TOO_LARGE
   */
  read(file: ImportFile, now: number): Promise<ReadFile>
  /**
   * The entries of one vault in one of our databases, still encrypted.
   * @throws DomainFailure FILE_DAMAGED
   */
  rows(database: ImportFile, vault: VaultId): Promise<readonly EntryRow[]>
}

/** Takes entries one at a time, so that a large vault can be written in slices. */
export interface ExportWriter {
  add(entry: OpenEntry): void
  finish(): Uint8Array
}

export interface ExportWriters {
  /** @param at when it is made, milliseconds since the Unix epoch */
  json(at: number): ExportWriter
  csv(): ExportWriter
  /** The file around a payload that is already encrypted. */
  envelope(protection: ExportProtection, ciphertext: Encrypted): Uint8Array
}
