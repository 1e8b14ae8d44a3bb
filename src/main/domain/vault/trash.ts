import { DomainFailure } from '../failure'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { UseCases } from '../use-cases'
import { type Draft, draftName } from './drafts'
import type { Vaults } from './open-vault'

type Needs = Pick<Ports, 'clock' | 'transaction'> & { readonly openVault: Vaults }
type Trash = Pick<
  UseCases<'vault'>,
  'trash' | 'restore' | 'delete' | 'emptyTrash' | 'deleteDamaged' | 'setFavourite'
>

/**
 * Moves entries to the trash, restores them, and deletes them permanently. Each is one transaction.
 *
 * @throws DomainFailure ENTRY_GONE, ENTRY_DAMAGED: then none of them has changed
 */
export function trashUseCases({ clock, transaction, openVault }: Needs): Trash {
  const setTrashed = (ids: readonly string[], trashedAt: number | null): null => {
    openVault.current().change(ids as EntryId[], (content) => {
      // When it first came there counts, not when someone moved it there again.
      const already = (content.trashedAt === null) === (trashedAt === null)
      return already ? null : { ...content, trashedAt }
    })
    return null
  }

  return {
    trash: ({ ids }) => setTrashed(ids, clock.now()),
    restore: ({ ids }) => setTrashed(ids, null),
    /** @throws DomainFailure BAD_REQUEST for one that is not in the trash */
    delete({ ids }) {
      const vault = openVault.current()
      const gone = ids as EntryId[]
      for (const id of gone) {
        if (vault.content(id).trashedAt === null) throw new DomainFailure('BAD_REQUEST')
      }
      vault.remove(gone)
      return null
    },
    async emptyTrash() {
      const vault = openVault.current()
      await vault.opened()
      const trashed = [...vault.index.all()].filter(({ trashedAt }) => trashedAt !== null)
      if (trashed.length > 0) vault.remove(trashed.map(({ id }) => id))
      return null
    },
    async deleteDamaged() {
      const vault = openVault.current()
      await vault.checked()
      const unreadable = vault.unreadable()
      if (unreadable.length > 0) vault.remove(unreadable)
      return null
    },
    setFavourite({ id, favourite }) {
      const vault = openVault.current()
      const draft = draftName(id as EntryId)
      transaction(() => {
        vault.change([id as EntryId], (content) => {
          return content.favourite === favourite ? null : { ...content, favourite }
        })
        // Saving a pending edit must not undo the change.
        const waiting = vault.record(draft) as Draft | null
        if (waiting === null) return
        vault.setRecord(draft, { ...waiting, input: { ...waiting.input, favourite } })
      })
      return null
    },
  }
}
