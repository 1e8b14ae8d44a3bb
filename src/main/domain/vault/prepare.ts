import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { VaultScope } from '../keys/contexts'
import type { StagedEntries } from '../ports'
import { inSlices } from '../transfer/slices'
import type { Committed } from './entry-rows'
import { type Listed, listed } from './listed'
import type { OpenVault } from './open-vault'
import type { VaultBoxes } from './rows'

/**
 * Seals entries before their transaction, while main goes on: what a large import, merge or restore
 * does at once is writing. What is prepared when the vault closes is dropped with it.
 */
export function preparedEntries(
  deps: Pick<Deps, 'afterCommit' | 'pause' | 'random' | 'transaction'> & {
    readonly store: Deps['vault']
    readonly scope: VaultScope
    /** @throws DomainFailure NOT_SIGNED_IN once the vault is closed */
    readonly boxes: () => VaultBoxes
    readonly committed: (what: Committed) => void
  },
): Pick<OpenVault, 'prepare'> & { dropAll(): void } {
  const { store, boxes } = deps
  const { accountId, vaultId } = deps.scope
  const stages = new Set<StagedEntries>()

  return {
    async prepare(entries) {
      boxes()
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
          stage.put(boxes().seal(id, revision, entry))
          put.push(listed(id, revision, entry.content))
        })
        // What is to be written now should not wait on top of the last slice.
        await deps.pause()
      } catch (error) {
        drop()
        throw error
      }

      return {
        ids: put.map(({ id }) => id),
        write() {
          boxes()
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
