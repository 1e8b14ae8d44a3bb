import type { DeviceKeyView } from '@contract/safety-models'
import { reauthenticate } from '../accounts/reauthenticate'
import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import type { UseCases } from '../use-cases'
import { addressAltered, defaultKeep, openRecord, recordOf, writeRecord } from './account-record'
import { bothWraps } from './device-wraps'

/** Whether a reset by mail keeps the entries on this computer: how it is, and the person's choice. */
export function deviceKeyUseCases(deps: Deps): UseCases<'device-key'> {
  const askPassword = reauthenticate(deps)

  async function view(): Promise<DeviceKeyView> {
    const account = deps.sessions.require()
    const record = openRecord(deps, deps.sessions.vaultKey(), account)
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
      await view() // while the keyring is locked nothing could be made in the old one's place
      const { account, vaultKey } = await askPassword(password)
      try {
        const record = openRecord(deps, vaultKey, account)
        if (addressAltered(account, record)) throw new DomainFailure('ACCOUNT_ALTERED')
        const make = await deps.deviceWraps.maker(keep)
        const { deviceWrap, pendingDeviceWrap } = bothWraps(make, account, vaultKey)
        deps.transaction(() => {
          const now = deps.accounts.byId(account.id)
          if (now?.generation !== account.generation || now.pendingEmail !== account.pendingEmail) {
            throw new DomainFailure('NOT_SIGNED_IN')
          }
          const next = recordOf(account, { keep, recovery: record?.recovery })
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
