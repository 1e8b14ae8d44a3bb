import { inSlices } from '../async'
import type { VaultScope } from '../crypto/contexts'
import type { VaultCiphers } from '../crypto/vault-ciphers'
import type { EntryContent, OpenEntry } from '../entry'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { EntryRow } from '../model'
import type { Ports, StagedEntries } from '../ports'
import { draftName } from './drafts'
import { type Listed, listed } from './listed'
import type { OpenVault } from './open-vault'

/** The effect of a change, once it is committed. */
export interface Committed {
  readonly put: readonly Listed[]
  readonly removed: readonly EntryId[]
}

type EntryRows = Pick<
  OpenVault,
  | 'entries'
  | 'content'
  | 'entry'
  | 'add'
  | 'put'
  | 'change'
  | 'remove'
  | 'record'
  | 'setRecord'
  | 'dropRecord'
  | 'recordNames'
>

/** Decrypts, encrypts and stores an open vault's rows. */
export function entryRows(
  deps: Pick<Ports, 'afterCommit' | 'random' | 'transaction'> & {
    readonly store: Ports['vaultRows']
    readonly scope: VaultScope
    /** @throws DomainFailure NOT_SIGNED_IN once the vault is closed */
    readonly ciphers: () => VaultCiphers
    readonly committed: (what: Committed) => void
    /** Called when a row can't be decrypted: its content, or only its secret. */
    readonly spoiled: (id: EntryId, part: 'content' | 'secret') => void
  },
): EntryRows {
  const { store, ciphers, transaction } = deps
  const { accountId, vaultId } = deps.scope
  const nothing: Committed = { put: [], removed: [] }

  function rowOf(id: EntryId): EntryRow {
    const row = store.row(vaultId, id)
    if (row === null) throw new DomainFailure('ENTRY_GONE')
    return row
  }

  function damaged(id: EntryId, part: 'content' | 'secret'): DomainFailure {
    deps.spoiled(id, part)
    return new DomainFailure('ENTRY_DAMAGED')
  }

  function contentOf(row: EntryRow): EntryContent {
    const content = ciphers().content(row)
    if (content === null) throw damaged(row.id, 'content')
    return content
  }

  function putAll(entries: Iterable<{ id: EntryId; revision: number; entry: OpenEntry }>): void {
    const put: Listed[] = []
    transaction(() => {
      for (const { id, revision, entry } of entries) {
        store.put(accountId, vaultId, ciphers().encrypt(id, revision, entry))
        put.push(listed(id, revision, entry.content))
      }
      deps.afterCommit(() => deps.committed({ ...nothing, put }))
    })
  }

  return {
    *entries() {
      for (const row of store.rows(vaultId)) {
        const content = ciphers().content(row)
        const secret = ciphers().secret(row)
        if (content === null) deps.spoiled(row.id, 'content')
        else if (secret === null) deps.spoiled(row.id, 'secret')
        else yield { id: row.id, entry: { content, secret } }
      }
    },
    content: (id) => contentOf(rowOf(id)),
    entry(id) {
      const row = rowOf(id)
      const content = contentOf(row)
      const secret = ciphers().secret(row)
      if (secret === null) throw damaged(id, 'secret')
      return { content, secret }
    },
    add(entries) {
      const fresh = entries.map((entry) => {
        return { id: deps.random.id() as EntryId, revision: 1, entry }
      })
      putAll(fresh)
      return fresh.map(({ id }) => id)
    },
    put(entries) {
      transaction(() => {
        const next = entries.map(({ id, entry }) => {
          return { id, revision: (store.revision(vaultId, id) ?? 0) + 1, entry }
        })
        putAll(next)
      })
    },
    change(ids, change) {
      const put: Listed[] = []
      const spoiled: EntryId[] = []
      transaction(() => {
        for (const id of ids) {
          const row = rowOf(id)
          const content = change(contentOf(row))
          if (content === null) continue
          const next = ciphers().reencrypt(row, content)
          if (next.revision === row.revision) spoiled.push(id)
          store.put(accountId, vaultId, next)
          put.push(listed(id, next.revision, content))
        }
        deps.afterCommit(() => {
          deps.committed({ ...nothing, put })
          for (const id of spoiled) deps.spoiled(id, 'secret')
        })
      })
    },
    remove(ids) {
      ciphers()
      transaction(() => {
        store.delete(vaultId, ids)
        const drafts = new Set(ids.map(draftName))
        for (const name of store.recordNames(vaultId)) {
          if (drafts.has(name)) store.deleteRecord(vaultId, name)
        }
        deps.afterCommit(() => deps.committed({ ...nothing, removed: ids }))
      })
    },
    record(name) {
      const { decryptRecord } = ciphers()
      const envelope = store.record(vaultId, name)
      return envelope && decryptRecord(name, envelope)
    },
    setRecord(name, value) {
      store.putRecord(accountId, vaultId, name, ciphers().encryptRecord(name, value))
    },
    dropRecord(name) {
      ciphers()
      if (store.record(vaultId, name) === null) return
      store.deleteRecord(vaultId, name)
      deps.afterCommit(() => deps.committed(nothing))
    },
    recordNames(prefix) {
      ciphers()
      return store.recordNames(vaultId).filter((name) => name.startsWith(prefix))
    },
  }
}

/**
 * Encrypts entries before their transaction without holding up main, so that a large import, merge
 * or restore only has to write. What is prepared when the vault closes is dropped with it.
 */
export function preparedEntries(
  deps: Pick<Ports, 'afterCommit' | 'pause' | 'random' | 'transaction'> & {
    readonly store: Ports['vaultRows']
    readonly scope: VaultScope
    /** @throws DomainFailure NOT_SIGNED_IN once the vault is closed */
    readonly ciphers: () => VaultCiphers
    readonly committed: (what: Committed) => void
  },
): Pick<OpenVault, 'prepare'> & { dropAll(): void } {
  const { store, ciphers } = deps
  const { accountId, vaultId } = deps.scope
  const stages = new Set<StagedEntries>()

  return {
    async prepare(entries) {
      ciphers()
      const stage = store.stage()
      stages.add(stage)
      const put: Listed[] = []
      function drop(): void {
        stages.delete(stage)
        stage.drop()
      }

      try {
        await inSlices(entries, deps.pause, ({ id = deps.random.id() as EntryId, entry }) => {
          const revision = (store.revision(vaultId, id) ?? 0) + 1
          stage.put(ciphers().encrypt(id, revision, entry))
          put.push(listed(id, revision, entry.content))
        })
        // The caller's writing shouldn't be added to the last slice.
        await deps.pause()
      } catch (error) {
        drop()
        throw error
      }

      return {
        ids: put.map(({ id }) => id),
        write() {
          ciphers()
          deps.transaction(() => {
            if (!stage.write(accountId, vaultId)) throw new DomainFailure('ENTRY_GONE')
            deps.afterCommit(() => deps.committed({ put, removed: [] }))
          })
        },
        drop,
      }
    },
    dropAll() {
      for (const stage of stages) stage.drop()
      stages.clear()
    },
  }
}
