import type { VaultScope } from '../crypto/contexts'
import type { EntryContent, OpenEntry } from '../entry'
import type { EntryId } from '../ids'
import type { EntryIndex } from './entry-index'

/**
 * The vault of the signed-in person. Once it is closed, every call fails with NOT_SIGNED_IN. The
 * list follows a change once its transaction is committed.
 */
export interface OpenVault {
  readonly scope: VaultScope
  /** What is listed and searched; incomplete until `ready`. */
  readonly index: Pick<EntryIndex, 'get' | 'all' | 'find' | 'counts'>
  ready(): boolean
  /** Resolves once everything is listed; rejects if it can't be read. */
  opened(): Promise<void>
  /** Resolves once every row has been checked, secrets too, and the trash has been purged. */
  checked(): Promise<void>
  /**
   * Every entry with its secrets, one at a time, with one page of rows in memory: writing in
   * between is allowed. Rows that can't be decrypted are left out.
   */
  entries(): Iterable<{ readonly id: EntryId; readonly entry: OpenEntry }>
  /** Rows that can't be decrypted, as far as they have been checked: all after `entries()`. */
  damaged(): number
  /** Of these, the ones whose content can't be decrypted: they aren't listed. */
  unreadable(): readonly EntryId[]
  /** @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED */
  content(id: EntryId): EntryContent
  /** @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED */
  entry(id: EntryId): OpenEntry
  /**
   * Encrypts many, in slices, so that writing them is quick. Without an id, an entry is a new one.
   * @throws DomainFailure NOT_SIGNED_IN when the vault is closed meanwhile: nothing of it is kept
   */
  prepare(entries: readonly Preparable[]): Promise<Prepared>
  /** Adds new ones in one transaction, each with an id of its own. @returns their ids, in order. */
  add(entries: readonly OpenEntry[]): readonly EntryId[]
  /** Puts entries at their ids, new or not, damaged or not, in one transaction. */
  put(entries: readonly { readonly id: EntryId; readonly entry: OpenEntry }[]): void
  /**
   * Changes the listed part of entries, in one transaction; their secrets aren't read, and may be
   * damaged.
   *
   * @param change returns null to leave an entry as it is
   * @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED if the listed part can't be decrypted
   */
  change(ids: readonly EntryId[], change: (content: EntryContent) => EntryContent | null): void
  /** Deletes permanently, drafts too, in one transaction. Ids without an entry are ignored. */
  remove(ids: readonly EntryId[]): void
  /** A small encrypted value beside the entries. null if there is none or it can't be decrypted. */
  record(name: string): unknown
  setRecord(name: string, value: unknown): void
  dropRecord(name: string): void
  /** In no particular order. */
  recordNames(prefix: string): readonly string[]
}

interface Preparable {
  readonly id?: EntryId
  readonly entry: OpenEntry
}

/** Entries that are encrypted but not yet written. */
export interface Prepared {
  /** In the order of the entries. */
  readonly ids: readonly EntryId[]
  /**
   * Writes all of them, in one transaction.
   * @throws DomainFailure NOT_SIGNED_IN, and ENTRY_GONE if a revision has changed since the
   * preparation
   */
  write(): void
  /** Once they are written, or no longer wanted; after the transaction, not within it. */
  drop(): void
}

/** The vault that is open, if any. */
export interface Vaults {
  /** @throws DomainFailure NOT_SIGNED_IN */
  current(): OpenVault
  /** Entries have changed: a list on screen should be requested again. */
  onChange(listener: () => void): void
}
