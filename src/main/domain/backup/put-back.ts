import type { Deps } from '../deps'
import type { Prepared } from '../vault/open-vault'
import { compare, type Differences, isStill, sameVault } from './compare'
import type { OldVault } from './old-vault'

type Needs = Pick<
  Deps,
  'activity' | 'clock' | 'pause' | 'sessions' | 'transaction' | 'vault' | 'vaults'
>

/**
 * Makes the vault of now the one of then, in one transaction. Comparing and sealing take time;
 * where an entry changed meanwhile both are done again.
 *
 * @throws DomainFailure NOT_SIGNED_IN, when it was locked meanwhile
 */
export async function putBack(deps: Needs, old: OldVault): Promise<void> {
  for (let done = false; !done; ) {
    const differences = await compare(deps, old)
    const { back, changed } = differences
    const prepared = await sameVault(deps.vaults, old).prepare([...back, ...changed])
    try {
      done = apply(differences, prepared)
    } finally {
      prepared.drop()
    }
  }

  function apply({ gone, seen }: Differences, prepared: Prepared): boolean {
    return deps.transaction(() => {
      const vault = sameVault(deps.vaults, old)
      if (!isStill(deps.vault, vault, seen)) return false
      deps.activity.add(deps.sessions.require().id, 'backup_restored', deps.clock.now())
      if (gone.length > 0) vault.remove(gone)
      prepared.write()
      return true
    })
  }
}
