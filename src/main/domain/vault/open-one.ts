import { trashMs } from '@contract/limits'
import type { VaultScope } from '../crypto/contexts'
import { type VaultCiphers, vaultCiphers } from '../crypto/vault-ciphers'
import { emitter } from '../emitter'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import { entryIndex } from './entry-index'
import { type Committed, entryRows, preparedEntries } from './entry-rows'
import { listCache } from './list-cache'
import type { OpenVault, Vaults } from './open-vault'
import { type Filling, fill, look, type TimeSeen, verify, verifySecrets } from './opening'
import { searchWords } from './search-text'

/** Opens the vault when someone signs in, and forgets all of it when the session ends. */
export function openVaults(
  deps: OpenNeeds & Pick<Ports, 'cipher'> & { readonly sessions: Sessions },
): Vaults {
  const { cipher, sessions } = deps
  const changed = emitter()
  let current: ReturnType<typeof openOne> | null = null

  sessions.onBegin(({ id: accountId, vaultId }, vaultKey) => {
    const scope = { accountId, vaultId }
    current = openOne(deps, scope, vaultCiphers(cipher, vaultKey, scope), changed.emit)
  })
  sessions.onEnd(() => {
    const closing = current
    current = null
    closing?.close(sessions.account() !== null)
    forgetLastMatch()
  })

  return {
    current() {
      if (current === null) throw new DomainFailure('NOT_SIGNED_IN')
      return current.vault
    },
    onChange: changed.on,
  }
}

/** The engine keeps the text that a regular expression last matched (`RegExp.input`). */
function forgetLastMatch(): void {
  ;/^/.test('')
}

type OpenNeeds = Pick<
  Ports,
  'afterCommit' | 'clock' | 'later' | 'log' | 'pause' | 'random' | 'transaction' | 'vaultRows'
>

/** Long enough to collect an edit's saves, short enough that a crash costs next to nothing. */
const writeCacheAfterMs = 5_000
const removedASlice = 200
/** After about 2 ms of reading secrets: no one waits for that, and people type meanwhile. */
const restMs = 40
const seenRecord = 'time-seen'

/** @param changed called when the list has changed */
function openOne(
  deps: OpenNeeds,
  scope: VaultScope,
  given: VaultCiphers,
  changed: () => void,
): { readonly vault: OpenVault; close(keepList: boolean): void } {
  let ciphers: VaultCiphers | null = given
  let ready = false
  let searchedBefore = false
  const open = () => ciphers !== null
  const use = (): VaultCiphers => {
    if (ciphers === null) throw new DomainFailure('NOT_SIGNED_IN')
    return ciphers
  }

  const store = deps.vaultRows
  const index = entryIndex(deps.pause)
  const cache = listCache({ store, ciphers: given, scope, get: index.get })
  const damaged = new Map<EntryId, 'content' | 'secret'>()
  const revisions = new Map<EntryId, number>()
  const rows = entryRows({ ...deps, store, scope, ciphers: use, committed, spoiled })
  const prepared = preparedEntries({ ...deps, store, scope, ciphers: use, committed })
  const filling: Filling = {
    ...{ store, scope, ciphers: given, index, cache, damaged, revisions, open },
    pause: deps.pause,
  }

  function committed({ put, removed }: Committed): void {
    if (!open()) return
    for (const item of put) {
      cache.place(item)
      damaged.delete(item.id)
      if (!ready) revisions.set(item.id, item.revision)
    }
    for (const id of removed) {
      cache.forget(id)
      damaged.delete(id)
      revisions.delete(id)
    }
    index.put(put)
    index.remove(removed)
    writeSoon()
    changed()
  }

  function spoiled(id: EntryId, part: 'content' | 'secret'): void {
    const known = damaged.has(id)
    damaged.set(id, part)
    if (part === 'content') {
      index.remove([id])
      cache.forget(id)
    }
    if (!known) changed()
  }

  let cancelWrite: (() => void) | null = null
  function writeSoon(): void {
    if (!cache.stale()) return
    cancelWrite ??= deps.later(() => {
      cancelWrite = null
      void write()
    }, writeCacheAfterMs)
  }
  async function write(): Promise<void> {
    try {
      await searchable
      if (cache.mostlyStale()) cache.arrange(await index.sorted())
      while (open() && cache.writeOne()) await deps.pause()
    } catch (error) {
      deps.log.error('the list could not be kept', error)
    }
  }

  /** If the clock jumped far ahead, perhaps by mistake, the trash isn't emptied. */
  function mayPurge(): boolean {
    const known = rows.record(seenRecord) as TimeSeen | null
    const seen = look(known, deps.clock.now())
    if (seen.at !== known?.at || seen.jumpedAt !== known.jumpedAt) rows.setRecord(seenRecord, seen)
    return seen.jumpedAt === null
  }

  function purge(): readonly EntryId[] {
    const before = deps.clock.now() - trashMs
    const old = [...index.all()].filter(
      ({ trashedAt }) => trashedAt !== null && trashedAt <= before,
    )
    return old.slice(0, removedASlice).map(({ id }) => id)
  }

  async function list(): Promise<ReadonlySet<EntryId>> {
    // The session begins first, and no one waiting for it should wait for this.
    await deps.pause()
    const done = await fill(filling)
    await index.sorted()
    ready = true
    revisions.clear()
    if (open()) changed()
    return done
  }

  /** Right after the list, which no one can search before they see it. */
  async function readTexts(): Promise<void> {
    while (open() && cache.readText()) await deps.pause()
    if (!open()) return
    index.textsCame()
    if (searchedBefore) changed()
  }

  async function emptyOldTrash(): Promise<void> {
    for (let old = purge(); open() && old.length > 0; old = purge()) {
      rows.remove(old)
      await deps.pause()
    }
  }

  async function check(done: ReadonlySet<EntryId>): Promise<void> {
    if (await verify(filling, done)) changed()
    if (open() && mayPurge()) await emptyOldTrash()
    if (await verifySecrets({ ...filling, pause: rest })) changed()
    if (open()) writeSoon()
  }

  let hurried = false
  let goOn = () => {}
  function rest(): Promise<void> {
    if (hurried) return deps.pause()
    return new Promise((done) => {
      const cancel = deps.later(done, restMs)
      goOn = () => {
        cancel()
        done()
      }
    })
  }
  function hurry(): void {
    hurried = true
    goOn()
  }

  const listing = list()
  const searchable = listing.then(readTexts)
  const checking = searchable.then(() => listing).then(check)
  checking.catch((error: unknown) => {
    if (open()) deps.log.error('the vault could not be read through', error)
  })

  return {
    vault: {
      ...rows,
      prepare: prepared.prepare,
      scope,
      index: {
        get: index.get,
        all: index.all,
        counts: index.counts,
        async find(query) {
          const searched = searchWords(query.text).length > 0
          if (searched && ready) await searchable
          if (searched && !ready) searchedBefore = true
          const found = await index.find(query)
          use() // locked in the meantime: nothing may be shown any more
          return found
        },
      },
      ready: () => ready,
      opened: () => listing.then(() => {}),
      checked() {
        hurry()
        return checking
      },
      damaged: () => damaged.size,
      unreadable: () => [...damaged].filter(([, part]) => part === 'content').map(([id]) => id),
    },
    close(keepList) {
      cancelWrite?.()
      hurry()
      try {
        if (keepList) cache.writeSome()
      } catch (error) {
        deps.log.error('the list could not be kept', error)
      }
      ciphers = null
      cache.wipeTexts()
      prepared.dropAll()
      index.clear()
      damaged.clear()
      revisions.clear()
    },
  }
}
