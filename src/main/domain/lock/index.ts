import type { ChannelArgs } from '@contract/channels'
import type { LockSettingsView } from '@contract/safety-models'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Locker } from './locker'
import type { LockSettingsStore } from './settings'

/**
 * The use cases of locking.
 *
 * @param deps.unlock opens the locked session with its password. It throws DomainFailure
 *   NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, ACCOUNT_ALTERED
 */
export function lockUseCases(
  deps: Pick<Ports, 'activity' | 'clock' | 'desktop'> & { readonly sessions: Sessions } & {
    readonly locker: Locker
    readonly lockSettings: LockSettingsStore
    readonly unlock: (args: ChannelArgs<'lock.unlock'>) => Promise<null>
  },
): UseCases<'lock'> {
  const { sessions, lockSettings } = deps

  async function view(): Promise<LockSettingsView> {
    sessions.require()
    const works = await deps.desktop.lockSignals.works()
    // The session may have ended while the desktop was being asked.
    sessions.require()
    return { ...lockSettings.get(), works }
  }

  return {
    now() {
      deps.locker.now()
      return null
    },
    unlock: deps.unlock,
    leave() {
      if (sessions.account() !== null) return null
      const account = sessions.locked()
      if (account) deps.activity.add(account.id, 'signed_out', deps.clock.now())
      sessions.end()
      return null
    },
    settings: view,
    /** @throws DomainFailure NOT_SIGNED_IN, ACCOUNT_ALTERED */
    save(settings) {
      lockSettings.set(settings)
      return view()
    },
  }
}
