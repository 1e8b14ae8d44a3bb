import type { LockSettings } from '@contract/channels'
import { readRecord, readTwin, writeRecord } from '../crypto/account-record'
import { DomainFailure } from '../failure'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import { isFlag, isWhole, orNull, reader } from '../stored'

export type LockSettingsStore = ReturnType<typeof lockSettings>

export const defaultLockSettings: LockSettings = {
  idleMinutes: 5,
  onSleep: true,
  onScreenLock: true,
  onMinimize: false,
}

const read = reader<LockSettings>({
  idleMinutes: orNull(isWhole(1, 24 * 60)),
  onSleep: isFlag,
  onScreenLock: isFlag,
  onMinimize: isFlag,
})

type Needs = Pick<Ports, 'accounts' | 'cipher' | 'log' | 'transaction' | 'vaultRows'> & {
  readonly sessions: Sessions
}

/**
 * When the app locks, for the person signed in.
 *
 * Encrypted in the vault: someone who edits the data file must not be able to turn off locking and
 * wait for the person to sign in. Older settings that were put back are recognized by the revision,
 * which the account's record has as well.
 */
export function lockSettings(deps: Needs) {
  const found = () => {
    const account = deps.sessions.require()
    const vaultKey = deps.sessions.vaultKey()
    return { account, vaultKey, record: readRecord(deps, vaultKey, account) }
  }

  function stored(): unknown {
    try {
      const { account, vaultKey, record } = found()
      return record?.stale ? null : (readTwin(deps, vaultKey, account)?.lock ?? null)
    } catch (error) {
      deps.log.error('lock settings', error)
      return null
    }
  }

  return {
    /** The chosen settings; the defaults if there are none, or they can't be read. */
    get: (): LockSettings => read(stored()) ?? defaultLockSettings,
    /** @throws DomainFailure NOT_SIGNED_IN, ACCOUNT_ALTERED */
    set(settings: LockSettings) {
      const { account, vaultKey, record } = found()
      if (record === null) throw new DomainFailure('ACCOUNT_ALTERED')
      deps.transaction(() => writeRecord(deps, vaultKey, account, record, settings))
    },
  }
}
