import type { LockSettings } from '@contract/channels'
import { safetyChannels } from '@contract/safety-channels'
import type { Deps } from '../deps'

/** When the app locks, of the person signed in. */
export interface LockSettingsStore {
  /** What was chosen, else the defaults: also where what was kept cannot be read. */
  get(): LockSettings
  /** @throws DomainFailure NOT_SIGNED_IN */
  set(settings: LockSettings): void
}

export const defaultLockSettings: LockSettings = {
  idleMinutes: 5,
  onSleep: true,
  onScreenLock: true,
  onMinimize: false,
}

const record = 'lock'
const schema = safetyChannels['lock.save'].args

/**
 * Sealed in the vault, not beside it: who edits the data file must not be able to switch locking
 * off and wait for its person to sign in.
 */
export function lockSettings(deps: Pick<Deps, 'log' | 'vaults'>): LockSettingsStore {
  function stored(): unknown {
    try {
      return deps.vaults.current().record(record)
    } catch (error) {
      deps.log.error('lock settings', error)
      return null
    }
  }

  return {
    get() {
      const parsed = schema.safeParse(stored())
      return parsed.success ? parsed.data : defaultLockSettings
    },
    set: (settings) => deps.vaults.current().setRecord(record, settings),
  }
}
