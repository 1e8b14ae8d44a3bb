import type { Role } from '@contract/models'
import type { UpdatesView } from '@contract/program-models'
import { DomainFailure } from '../failure'
import type { UseCases } from '../use-cases'
import type { Updates } from './updates'

/** Who is asking, and whether they are busy. */
interface UpdateAsker {
  /** Null: no one is signed in. */
  role(): Role | null
  /** Anyone can be the demo's owner, so they decide nothing for this computer. */
  demo(): boolean
  /**
   * A link arrived and hasn't been looked at yet. One that is being followed fills the window, so
   * no one sees updates then.
   */
  busy(): boolean
}

/**
 * Everyone sees updates, the owner decides about them.
 *
 * @param restart closes the app and opens it again, installing a planned update
 */
export function updateUseCases(
  updates: Updates,
  asker: UpdateAsker,
  restart: () => void,
): UseCases<'updates'> {
  const mayChange = () => asker.role() === 'owner' && !asker.demo()

  async function view(): Promise<UpdatesView> {
    if (mayChange()) updates.shown()
    return { ...(await updates.facts()), mayChange: mayChange(), busy: asker.busy() }
  }

  /** @throws DomainFailure NOT_SIGNED_IN, FORBIDDEN */
  function requireOwner(): void {
    if (asker.role() === null) throw new DomainFailure('NOT_SIGNED_IN')
    if (!mayChange()) throw new DomainFailure('FORBIDDEN')
  }

  return {
    view,
    set({ enabled }) {
      requireOwner()
      updates.set(enabled)
      return view()
    },
    async check() {
      requireOwner()
      // A download continues and reports its result on its own.
      await updates.check()
      return view()
    },
    plan({ install }) {
      requireOwner()
      updates.plan(install)
      return view()
    },
    restart() {
      requireOwner()
      if (asker.busy()) throw new DomainFailure('FORBIDDEN')
      updates.plan(true)
      restart()
      return null
    },
    showFile() {
      requireOwner()
      updates.show()
      return null
    },
  }
}
