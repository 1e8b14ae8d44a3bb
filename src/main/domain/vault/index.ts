import type { RecoveryReminder } from '@contract/safety-models'
import type { Copier } from '../clipboard'
import type { EntryId } from '../ids'
import type { Ports } from '../ports'
import type { UseCases } from '../use-cases'
import { draftsOf, draftUseCases } from './drafts'
import { importToUndo } from './last-import'
import type { OpenVault, Vaults } from './open-vault'
import { entryView, saveEntry } from './save'
import { showUseCases } from './show'
import { trashUseCases } from './trash'

/** After this, a person sees what is listed so far, and is told when the rest is there. */
const timeoutMs = 150
type Needs = Pick<
  Ports,
  | 'clock'
  | 'desktop'
  | 'later'
  | 'log'
  | 'oneTimeCodes'
  | 'sealedVaults'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly copier: Copier
  readonly openVault: Vaults
  /** What to show about the recovery code of the open vault; null: nothing. */
  readonly recoveryReminder: (vault: Pick<OpenVault, 'record'>) => RecoveryReminder | null
}

/** @throws DomainFailure NOT_SIGNED_IN, all of them */
export function vaultUseCases(deps: Needs): UseCases<'vault'> {
  const { openVault, sealedVaults, later } = deps
  const undo = importToUndo(deps.vaultRows)

  async function whenListed(): Promise<OpenVault> {
    const vault = openVault.current()
    if (vault.ready()) return vault
    let stop = () => {}
    const timeout = new Promise<void>((resolve) => {
      stop = later(resolve, timeoutMs)
    })
    await Promise.race([vault.opened(), timeout]).finally(stop)
    return openVault.current()
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
        recovery: deps.recoveryReminder(vault),
        undo: undo(vault),
      }
    },
    list: async (query) => (await whenListed()).index.find(query),
    entry: ({ id }) => entryView(id as EntryId, openVault.current().content(id as EntryId)),
    save: saveEntry(deps),
    ...trashUseCases(deps),
    ...showUseCases(deps),
    ...draftUseCases(deps),
  }
}
