import type { BackupView } from '@contract/safety-models'
import { reauthenticate } from '../accounts/reauthenticate'
import type { Deps } from '../deps'
import type { Account } from '../model'
import type { UseCases } from '../use-cases'
import type { BackupFile } from './backup-store'
import { compare } from './compare'
import { makeBackup } from './keeper'
import { withOldVault } from './old-vault'
import { putBack } from './put-back'

/** All but what is done when the database cannot be opened: then there are no use cases. */
export function backupUseCases(deps: Deps): Omit<UseCases<'backup'>, 'recover' | 'openAnyway'> {
  const again = reauthenticate(deps)

  async function view(file: BackupFile, account: Account): Promise<BackupView> {
    const { good, vault } = await deps.backups.facts(file.id, account.id)
    const now = deps.accounts.byId(account.id)
    const opensWith = vault?.id === now?.vaultId ? 'session' : 'older-password'
    return {
      ...file,
      good,
      entries: vault?.entries ?? null,
      opensWith: vault === null ? 'nothing' : opensWith,
      passwordSetAt: vault?.passwordChangedAt ?? null,
      samePassword: vault !== null && vault.generation === now?.generation,
      hasCode: vault?.hasCode ?? false,
    }
  }

  async function list(): Promise<readonly BackupView[]> {
    const account = deps.sessions.require()
    const views: BackupView[] = []
    for (const file of await deps.backups.list()) {
      // One may have gone meanwhile: a daily one was made.
      const one = await view(file, account).catch(() => null)
      if (one !== null) views.push(one)
    }
    return views
  }

  return {
    list,
    async make() {
      deps.sessions.require()
      await makeBackup(deps, 'asked')
      return list()
    },
    preview: (args) =>
      withOldVault(deps, args, async (old) => {
        const { back, changed, gone, same } = await compare(deps, old)
        return { back: back.length, changed: changed.length, gone: gone.length, same }
      }),
    async restore({ password, ...args }) {
      const { vaultKey } = await again(password)
      vaultKey.fill(0)
      return withOldVault(deps, args, async (old) => {
        await makeBackup(deps, 'restore', args.id)
        await putBack(deps, old)
        return null
      })
    },
  }
}
