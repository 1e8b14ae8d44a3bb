import type { BackupView } from '@contract/safety-models'
import { reauthenticate } from '../accounts/reauthenticate'
import type { PasswordWraps } from '../crypto/password-wrap'
import type { UnlockMethods } from '../crypto/unlock-methods'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { BackupFile } from '../ports/vault-stores'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Prepared, Vaults } from '../vault/open-vault'
import { compare, type Differences, isStill, sameVault } from './compare'
import { makeBackup } from './keeper'
import { type OldVault, withOldVault } from './old-vault'

type Needs = Pick<
  Ports,
  | 'accounts'
  | 'activity'
  | 'backups'
  | 'cipher'
  | 'clock'
  | 'pause'
  | 'sealedVaults'
  | 'transaction'
  | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly openVault: Vaults
  readonly unlockMethods: UnlockMethods
  readonly wraps: PasswordWraps
}

/** All except what is done when the database can't be opened: there are no use cases then. */
export function backupUseCases(deps: Needs): Omit<UseCases<'backup'>, 'recover' | 'openAnyway'> {
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
      // A daily backup may have been made in the meantime, and removed this one.
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

type PutBackNeeds = Pick<Ports, 'activity' | 'clock' | 'pause' | 'transaction' | 'vaultRows'> & {
  readonly sessions: Sessions
  readonly openVault: Vaults
}

/**
 * Turns the current vault into the one in the backup, in one transaction. Comparing and encrypting
 * take time; if an entry changes in the meantime, both are done again.
 *
 * @throws DomainFailure NOT_SIGNED_IN if the app was locked in the meantime
 */
export async function putBack(deps: PutBackNeeds, old: OldVault): Promise<void> {
  for (let done = false; !done; ) {
    const differences = await compare(deps, old)
    const { back, changed } = differences
    const prepared = await sameVault(deps.openVault, old).prepare([...back, ...changed])
    try {
      done = apply(differences, prepared)
    } finally {
      prepared.drop()
    }
  }

  function apply({ gone, seen }: Differences, prepared: Prepared): boolean {
    return deps.transaction(() => {
      const vault = sameVault(deps.openVault, old)
      if (!isStill(deps.vaultRows, vault, seen)) return false
      deps.activity.add(deps.sessions.require().id, 'backup_restored', deps.clock.now())
      if (gone.length > 0) vault.remove(gone)
      prepared.write()
      return true
    })
  }
}
