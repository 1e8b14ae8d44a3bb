import type { DeviceKeyView } from '@contract/safety-models'
import {
  addressAltered,
  defaultKeep,
  readRecord,
  recordOf,
  writeRecord,
} from '../crypto/account-record'
import type { DeviceWraps } from '../crypto/device-wraps'
import { deviceWrapsOf } from '../crypto/device-wraps'
import type { PasswordWraps } from '../crypto/password-wrap'
import { DomainFailure } from '../failure'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import { reauthenticate } from './reauthenticate'

type Needs = Pick<
  Ports,
  'accounts' | 'activity' | 'cipher' | 'clock' | 'transaction' | 'vaultRows'
> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly deviceWraps: DeviceWraps
  readonly guesses: Guesses
  readonly sessions: Sessions
  readonly wraps: PasswordWraps
}

/**
 * Whether a reset by email keeps the entries on this computer: the current state, and the person's
 * choice.
 */
export function deviceKeyUseCases(deps: Needs): UseCases<'device-key'> {
  const askPassword = reauthenticate(deps)

  async function view(): Promise<DeviceKeyView> {
    const account = deps.sessions.require()
    const record = readRecord(deps, deps.sessions.vaultKey(), account)
    const keep = record?.keep ?? defaultKeep
    const allowed = await deps.deviceWraps.allowed(keep)
    const opened = allowed ? await deps.deviceWraps.open(account.deviceWrap, account) : null
    opened?.fill(0)
    return {
      keep,
      protected: await deps.deviceWraps.allowed('when-protected'),
      ready: opened !== null,
    }
  }

  return {
    view,
    /** @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, ACCOUNT_ALTERED, KEYCHAIN_LOCKED */
    async set({ keep, password }) {
      await view() // throws if the keyring is locked: no new wrap could be made
      const { account, vaultKey } = await askPassword(password)
      try {
        const record = readRecord(deps, vaultKey, account)
        if (record === null || addressAltered(account, record)) {
          throw new DomainFailure('ACCOUNT_ALTERED')
        }
        const make = await deps.deviceWraps.maker(keep)
        const { deviceWrap, pendingDeviceWrap } = deviceWrapsOf(make, account, vaultKey)
        deps.transaction(() => {
          const now = deps.accounts.byId(account.id)
          if (now?.generation !== account.generation || now.pendingEmail !== account.pendingEmail) {
            throw new DomainFailure('NOT_SIGNED_IN')
          }
          const next = recordOf(account, { keep, recovery: record.recovery })
          writeRecord(deps, vaultKey, account, next)
          deps.accounts.setDeviceWrap(account.id, deviceWrap)
          deps.accounts.setPendingEmail(account.id, account.pendingEmail, pendingDeviceWrap)
          deps.activity.add(account.id, 'device_key_changed', deps.clock.now())
        })
      } finally {
        vaultKey.fill(0)
      }
      return view()
    },
  }
}
