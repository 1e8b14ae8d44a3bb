import type { VaultScope } from '../crypto/contexts'
import type { EntryContent, OpenEntry } from '../entry'
import type { EntryId } from '../ids'
import type { EntryIndex } from './entry-index'

/**
 * The vault of the person signed in. Once it is closed, every call fails with NOT_SIGNED_IN.
 * What is listed follows a change once its transaction is committed.
 */
export interface OpenVault {
  readonly scope: VaultScope
  /** What is listed and searched: what there is so far, until `ready`. */
  readonly index: Pick<EntryIndex, 'get' | 'all' | 'find' | 'counts'>
  ready(): boolean
  /** Resolves once everything is listed; rejects where it could not be read. */
  opened(): Promise<void>
  /** Resolves once every row has been looked at, secrets too, and the trash has let go of what is too old. */
  checked(): Promise<void>
  /**
   * Every entry with its secrets, one by one, and a page of rows in memory at once: writing in
   * between is allowed. Rows that do not open are left out.
   */
  entries(): Iterable<{ readonly id: EntryId; readonly entry: OpenEntry }>
  /** Rows that do not open, as far as they have been looked at: all of them after `entries()`. */
  damaged(): number
  /** Of these, the ones of which nothing opens: they are not listed. */
  unreadable(): readonly EntryId[]
  /** @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED */
  content(id: EntryId): EntryContent
  /** @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED */
  entry(id: EntryId): OpenEntry
  /**
   * Seals many, in slices; writing them is short then. Without an id an entry is a new one.
   * @throws DomainFailure NOT_SIGNED_IN when the vault is closed meanwhile: nothing of it is kept
   */
  prepare(entries: readonly Preparable[]): Promise<Prepared>
  /** New ones, each with an id of its own, in one transaction. @returns their ids, in order. */
  add(entries: readonly OpenEntry[]): readonly EntryId[]
  /** Puts entries at their ids, new or not, damaged or not, in one transaction. */
  put(entries: readonly { readonly id: EntryId; readonly entry: OpenEntry }[]): void
  /**
   * Changes what is listed of entries, in one transaction; their secrets are not read, and need not
   * open.
   *
   * @param change null leaves that one as it is
   * @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED where what is listed does not open
   */
  change(ids: readonly EntryId[], change: (content: EntryContent) => EntryContent | null): void
  /** For good, with their drafts, in one transaction. Ids without an entry are passed over. */
  remove(ids: readonly EntryId[]): void
  /** A small sealed value beside the entries. Null where there is none or it does not open. */
  record(name: string): unknown
  setRecord(name: string, value: unknown): void
  dropRecord(name: string): void
  /** In no order. */
  recordNames(prefix: string): readonly string[]
}

interface Preparable {
  readonly id?: EntryId
  readonly entry: OpenEntry
}

/** Entries that are sealed and not yet written. */
export interface Prepared {
  /** In the order of the entries. */
  readonly ids: readonly EntryId[]
  /**
   * Writes all of them, in one transaction.
   * @throws DomainFailure NOT_SIGNED_IN, and ENTRY_GONE when one has another revision by now than
   * when it was prepared
   */
  write(): void
  /** Once they are written, or not wanted any more; after the transaction, not within. */
  drop(): void
}

/** Whichever vault is open. */
export interface Vaults {
  /** @throws DomainFailure NOT_SIGNED_IN */
  current(): OpenVault
  /** Entries changed: a list shown should be asked for anew. */
  onChange(listener: () => void): void
}
