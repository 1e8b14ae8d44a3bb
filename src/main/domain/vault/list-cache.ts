/**
 * The previous list, encrypted in a few records: it opens at once, while decrypting every entry of
 * a large vault takes time (ADR 0011). Nothing is lost without it.
 */

import type { VaultScope } from '../crypto/contexts'
import type { OpenedTwo, VaultCiphers } from '../crypto/vault-ciphers'
import type { EntryId } from '../ids'
import type { VaultStore } from '../ports'
import { fromRow, type Listed, type ListedRow, toRow } from './listed'
import { byTitle } from './orders'

const prefix = 'list/'
/** 2: the texts are in a part of their own. A list of another version is rebuilt. */
const version = 2
/** Limits of one record: about two milliseconds to decrypt. */
const mostItems = 1000
const mostChars = 300_000
/** Records written while a person waits for the lock; the rest is read from the entries' rows. */
const mostAtTheEnd = 8

interface Stored {
  readonly v: number
  readonly rows: readonly ListedRow[]
}

interface Chunk {
  readonly name: string
  readonly ids: Set<EntryId>
  /** Approximate: counts what was put in since it was last written. */
  chars: number
}

/** A record whose texts haven't been read yet. */
interface Unread {
  readonly chunk: Chunk
  readonly items: readonly Listed[]
  readonly two: OpenedTwo
}

/** One record as it was read. */
interface CachedPart {
  readonly items: readonly Listed[]
  /** The item is valid: its record needn't be written because of it. */
  keep(item: Listed): void
}

export type ListCache = ReturnType<typeof listCache>

export function listCache(deps: {
  readonly store: VaultStore
  readonly ciphers: VaultCiphers
  readonly scope: VaultScope
  readonly get: (id: EntryId) => Listed | null
}) {
  const { store, ciphers, scope } = deps
  const home = new Map<EntryId, Chunk>()
  const dirty = new Set<Chunk>()
  let unread: Unread[] = []
  let newest: Chunk | null = null
  let next = 1 + Math.max(-1, ...kept().map(numberOf))
  const nextName = () => `${prefix}${next}`

  function kept(): string[] {
    return store.recordNames(scope.vaultId).filter((name) => name.startsWith(prefix))
  }

  function chunkNamed(name: string): Chunk {
    next = Math.max(next, numberOf(name) + 1)
    newest = { name, ids: new Set(), chars: 0 }
    return newest
  }

  function put(chunk: Chunk, item: Listed): void {
    chunk.ids.add(item.id)
    chunk.chars += size(item)
    home.set(item.id, chunk)
  }

  function withRoom(): Chunk {
    return newest === null || isFull(newest) ? chunkNamed(nextName()) : newest
  }

  /** Record by record. An item is valid only if its revision is the entry's; its text follows. */
  function* read(): Iterable<CachedPart> {
    for (const name of kept().toSorted((a, b) => numberOf(a) - numberOf(b))) {
      const envelope = store.record(scope.vaultId, name)
      const two = envelope && ciphers.decryptTwo(name, envelope)
      const stored = two && (two.first as Stored)
      const items = stored?.v === version ? stored.rows.map(fromRow) : []
      const chunk = chunkNamed(name)
      // Before anyone can close the vault, because closing wipes it.
      if (two !== null) unread.push({ chunk, items, two })
      yield { items, keep: (item) => put(chunk, item) }
      if (chunk.ids.size === 0 || chunk.ids.size < items.length) dirty.add(chunk)
    }
  }

  /** Reads the search texts of one record. @returns false: none was left */
  function readText(): boolean {
    const next = unread.shift()
    if (next === undefined) return false
    const { chunk, items, two } = next
    const texts = two.second() as readonly string[] | null
    for (const [at, item] of items.entries()) {
      item.text = texts?.[at] ?? null
      if (chunk.ids.has(item.id)) chunk.chars += item.text?.length ?? 0
    }
    return true
  }

  function write(chunk: Chunk): void {
    const items = [...chunk.ids].flatMap((id) => deps.get(id) ?? [])
    // Closed before its texts were read: the record stays as it is.
    if (items.some(({ text }) => text === null)) return void dirty.delete(chunk)
    const rows: ListedRow[] = []
    const texts: string[] = []
    chunk.chars = 0
    for (const item of items.toSorted(byTitle)) {
      // Notes have grown: what exceeds this record goes to the next.
      if (rows.length > 0 && chunk.chars >= 2 * mostChars) {
        chunk.ids.delete(item.id)
        home.delete(item.id)
        place(item)
        continue
      }
      rows.push(toRow(item))
      texts.push(item.text ?? '')
      chunk.chars += size(item)
    }
    if (rows.length === 0) {
      if (newest === chunk) newest = null
      store.deleteRecord(scope.vaultId, chunk.name)
    } else {
      const envelope = ciphers.encryptTwo(chunk.name, { v: version, rows } satisfies Stored, texts)
      store.putRecord(scope.accountId, scope.vaultId, chunk.name, envelope)
    }
    dirty.delete(chunk)
  }

  /** A new or changed item, to be written. */
  function place(item: Listed): void {
    const chunk = home.get(item.id) ?? withRoom()
    if (!chunk.ids.has(item.id)) put(chunk, item)
    dirty.add(chunk)
  }

  /** Stores it in this order, so that sorting it again costs next to nothing. */
  function arrange(sorted: readonly Listed[]): void {
    const before = new Set([...home.values(), ...dirty])
    for (const chunk of before) {
      chunk.ids.clear()
      chunk.chars = 0
      dirty.add(chunk)
    }
    home.clear()
    // By number, as they are read again; those no longer needed are dropped.
    const names = [...before].toSorted(byNumber)
    newest = null
    for (const item of sorted) {
      if (newest === null || isFull(newest)) newest = names.shift() ?? chunkNamed(nextName())
      put(newest, item)
      dirty.add(newest)
    }
  }

  /** Writes one record. @returns false when there was none to write */
  function writeOne(): boolean {
    const [chunk] = dirty
    if (chunk !== undefined) write(chunk)
    return chunk !== undefined
  }

  return {
    read,
    readText,
    /** Instead of reading them. */
    wipeTexts() {
      for (const { two } of unread) two.wipe()
      unread = []
    },
    place,
    forget(id: EntryId) {
      const chunk = home.get(id)
      if (chunk === undefined) return
      home.delete(id)
      chunk.ids.delete(id)
      dirty.add(chunk)
    },
    stale: (): boolean => dirty.size > 0,
    /** So much is stale that it may as well be rearranged. */
    mostlyStale: (): boolean => dirty.size * 2 > new Set(home.values()).size,
    arrange,
    writeOne,
    /** Writes as many as a person should wait for. */
    writeSome() {
      for (let written = 0; written < mostAtTheEnd && writeOne(); written += 1);
    },
  }
}

const numberOf = (name: string) => Number(name.slice(prefix.length)) || 0
const byNumber = (a: Chunk, b: Chunk) => numberOf(a.name) - numberOf(b.name)
const isFull = ({ ids, chars }: Chunk) => ids.size >= mostItems || chars >= mostChars
const size = ({ title, text }: Listed) => title.length + (text?.length ?? 0)
