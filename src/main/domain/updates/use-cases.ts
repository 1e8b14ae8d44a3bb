import type { Role } from '@contract/models'
import type { UpdatesView } from '@contract/program-models'
import { DomainFailure } from '../failure'
import type { UseCases } from '../use-cases'
import type { Updates } from './updates'

/** Who asks, and what is under way. */
interface UpdateAsker {
  /** Null: nobody is signed in. */
  role(): Role | null
  /** The demo's owner is anybody: they decide nothing for this computer. */
  demo(): boolean
  /**
   * A link came in and waits to be looked at. One that is being followed has the window to itself:
   * nobody sees updates meanwhile.
   */
  busy(): boolean
}

/**
 * Everybody sees them, the owner decides.
 *
 * @param restart closes the program and opens it again, with what is planned installed
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
      // A download goes on: what it comes to is told by itself.
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
