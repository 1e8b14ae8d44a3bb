import type { Deps } from '../deps'
import type { EntryId } from '../ids'
import { recoveryReminder } from '../keys/recovery-reminder'
import type { UseCases } from '../use-cases'
import { draftsOf, draftUseCases } from './drafts'
import { importToUndo } from './last-import'
import type { OpenVault } from './open-vault'
import { saveEntry } from './save'
import { showUseCases } from './show'
import { trashUseCases } from './trash'
import { entryView } from './view'

/** After that a person sees what is listed so far, and is told when the rest is there. */
const patienceMs = 150

/** @throws DomainFailure NOT_SIGNED_IN, each of them */
export function vaultUseCases(deps: Deps): UseCases<'vault'> {
  const { vaults, sealedVaults, later } = deps
  const undo = importToUndo(deps.vault)

  async function whenListed(): Promise<OpenVault> {
    const vault = vaults.current()
    if (vault.ready()) return vault
    let stop = () => {}
    const patience = new Promise<void>((resolve) => {
      stop = later(resolve, patienceMs)
    })
    await Promise.race([vault.opened(), patience]).finally(stop)
    return vaults.current()
  }

  return {
    async overview() {
      const vault = await whenListed()
      return {
        ready: vault.ready(),
        ...vault.index.counts(),
        drafts: draftsOf(vault),
        damaged: vault.damaged(),
        unreadable: vault.unreadable().length,
        sealed: sealedVaults.list(vault.scope.accountId).length,
        recovery: recoveryReminder(deps, vault),
        undo: undo(vault),
      }
    },
    list: async (query) => (await whenListed()).index.find(query),
    entry: ({ id }) => entryView(id as EntryId, vaults.current().content(id as EntryId)),
    save: saveEntry(deps),
    ...trashUseCases(deps),
    ...showUseCases(deps),
    ...draftUseCases(deps),
  }
}
