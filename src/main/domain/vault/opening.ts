import { dayMs } from '@contract/limits'
import type { VaultScope } from '../crypto/contexts'
import type { VaultCiphers } from '../crypto/vault-ciphers'
import type { EntryId } from '../ids'
import type { EntryRow } from '../model'
import type { Page, Pause, VaultStore } from '../ports'
import type { EntryIndex } from './entry-index'
import type { ListCache } from './list-cache'
import { type Listed, listed, sameListed } from './listed'

/** Rows between two pauses: about two milliseconds. */
const revisionsASlice = 4096
const rowsASlice = 128
const secretsASlice = 64

/** What opening fills, in slices, while the vault is already in use. */
export interface Filling {
  readonly store: VaultStore
  readonly scope: VaultScope
  readonly ciphers: VaultCiphers
  readonly index: EntryIndex
  readonly cache: ListCache
  readonly damaged: Map<EntryId, 'content' | 'secret'>
  readonly pause: Pause
  /** False once the vault is closed: nothing may be read any more. */
  readonly open: () => boolean
  /** The table's revisions, kept up to date by those who change it meanwhile. */
  readonly revisions: Map<EntryId, number>
}

/**
 * Lists everything: from the cache where the revision matches, the rest row by row.
 *
 * @returns the ids of rows that were decrypted themselves
 */
export async function fill(to: Filling): Promise<ReadonlySet<EntryId>> {
  const { store, scope, index, cache, revisions, pause } = to
  await inPages(revisionsASlice, to, (page) => {
    const found = store.revisions(scope.vaultId, page)
    for (const { id, revision } of found) revisions.set(id, revision)
    return found
  })

  for (const { items, keep } of cache.read()) {
    const good: Listed[] = []
    for (const item of items) {
      if (revisions.get(item.id) !== item.revision || index.get(item.id)) continue
      keep(item)
      good.push(item)
    }
    index.put(good)
    await pause()
    if (!to.open()) return new Set()
  }

  const opened = new Set<EntryId>()
  // Everything listed has a revision, so equal counts mean that none is missing.
  const complete = index.size() === revisions.size
  const missing = complete ? [] : [...revisions.keys()].filter((id) => index.get(id) === null)
  for (let at = 0; at < missing.length && to.open(); at += rowsASlice) {
    const rows = missing
      .slice(at, at + rowsASlice)
      .filter((id) => index.get(id) === null)
      .flatMap((id) => store.row(scope.vaultId, id) ?? [])
    for (const { id } of rows) opened.add(id)
    take(to, rows)
    await pause()
  }
  return opened
}

/**
 * Decrypts every row once: only what decrypts is listed, whatever the cache said.
 *
 * @param done ids that needn't be checked again
 * @returns whether the list had to be corrected
 */
export async function verify(to: Filling, done: ReadonlySet<EntryId>): Promise<boolean> {
  let changed = false
  await inPages(rowsASlice, to, (page) => {
    const rows = to.store.contents(to.scope.vaultId, page)
    const unseen = rows.filter(({ id }) => !done.has(id))
    if (take(to, unseen)) changed = true
    return rows
  })
  return changed
}

/**
 * Counts the rows whose secrets can't be decrypted. Nothing waits for it, and no secret is parsed.
 *
 * @returns whether there are any that were not known
 */
export async function verifySecrets(to: Filling): Promise<boolean> {
  let found = false
  await inPages(secretsASlice, to, (page) => {
    const rows = to.store.secrets(to.scope.vaultId, page)
    for (const row of rows) {
      if (to.damaged.has(row.id) || to.ciphers.secretDecrypts(row)) continue
      to.damaged.set(row.id, 'secret')
      found = true
    }
    return rows
  })
  return found && to.open()
}

/** Lists rows as they are, or counts them as damaged. @returns whether anything changed */
function take(to: Filling, rows: readonly Omit<EntryRow, 'secret'>[]): boolean {
  const { ciphers, index, cache, damaged } = to
  const good: Listed[] = []
  const bad: EntryId[] = []
  for (const row of rows) {
    const content = ciphers.content(row)
    const item = content && listed(row.id, row.revision, content)
    const known = index.get(row.id)
    if (item === null) bad.push(row.id)
    else if (known === null || !sameListed(known, item)) good.push(item)
  }
  const worse = bad.filter((id) => !damaged.has(id))
  for (const id of worse) {
    damaged.set(id, 'content')
    cache.forget(id)
  }
  for (const item of good) cache.place(item)
  index.remove(worse)
  index.put(good)
  return worse.length > 0 || good.length > 0
}

async function inPages(
  limit: number,
  { pause, open }: Pick<Filling, 'pause' | 'open'>,
  read: (page: Page) => readonly { readonly id: EntryId }[],
): Promise<void> {
  let after: EntryId | null = null
  while (open()) {
    const found = read({ after, limit })
    if (found.length < limit) return
    after = found.at(-1)?.id ?? after
    await pause()
  }
}

// Whether the clock can be trusted, before something is deleted permanently by its date.

/** After a longer gap than this between two checks, the clock may have been set wrong. */
const jumpMs = 30 * dayMs
/** How much time must be seen to pass after a jump. */
const calmMs = 7 * dayMs

export interface TimeSeen {
  /** When the vault was last checked, to the day. */
  readonly at: number
  /** When the clock jumped ahead; null: it didn't, or time has passed since. */
  readonly jumpedAt: number | null
}

/**
 * @param before what the last check returned; null for the first one
 * @returns what to store now
 */
export function look(before: TimeSeen | null, now: number): TimeSeen {
  // Set back: either that undoes a jump, or it only delays the deletion.
  if (before === null || now < before.at) return { at: now, jumpedAt: null }
  if (now - before.at > jumpMs) return { at: now, jumpedAt: now }
  const { jumpedAt } = before
  const calm = jumpedAt === null || now - jumpedAt >= calmMs
  const at = now - before.at >= dayMs ? now : before.at
  return calm ? { at, jumpedAt: null } : { at, jumpedAt }
}
