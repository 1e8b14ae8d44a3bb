import type { DeviceKeyChoice } from '@contract/safety-models'
import type { AccountId, EmailAddress, Sealed, SecretKey, VaultId } from '../ids'
import type { Account } from '../model'
import type { Cipher, Log } from '../ports'
import { deviceWrap } from './contexts'
import { isKeychainLocked } from './keychain-lock'
import { atAnyGeneration } from './password-wrap'
import type { Secrets } from './secrets'

interface WrapOf {
  readonly id: AccountId
  readonly vaultId: VaultId
  readonly email: EmailAddress
  readonly generation: number
}

/** Vault keys under this computer's key: what lets a reset by mail keep the entries. */
export interface DeviceWraps {
  /** Whether one may be made here for somebody who chose so. */
  allowed(choice: DeviceKeyChoice): Promise<boolean>
  /**
   * Asks the keychain, so that the rest needs no waiting.
   * @returns what makes wraps for somebody who chose so; it gives null where none may be made.
   * Never fails: a reset that cannot keep the entries is better than no sign-in.
   */
  maker(choice: DeviceKeyChoice): Promise<(of: WrapOf, vaultKey: SecretKey) => Sealed | null>
  /**
   * Only for one who has proven `of.email`.
   * @returns the vault key, to be wiped by the caller; null when it does not open
   * @throws DomainFailure KEYCHAIN_LOCKED: whether it opens is not known yet
   */
  open(wrap: Sealed | null, of: WrapOf): Promise<SecretKey | null>
  /** The same, whatever generation the row names: for a reset, which its link has proven. */
  openAtAnyGeneration: DeviceWraps['open']
}

export function deviceWraps(deps: { cipher: Cipher; secrets: Secrets; log: Log }): DeviceWraps {
  const { cipher, secrets } = deps

  async function key(how: { readonly make: boolean }): Promise<SecretKey | null> {
    try {
      return await secrets.deviceKey(how)
    } catch (error) {
      if (isKeychainLocked(error)) throw error
      deps.log.error('device key', error)
      return null
    }
  }

  async function opened(
    wrap: Sealed | null,
    by: (open: (of: WrapOf) => SecretKey | null) => SecretKey | null,
  ): Promise<SecretKey | null> {
    const device = wrap && (await key({ make: false }))
    return wrap && device && by((of) => cipher.open(device, deviceWrap(of), wrap))
  }

  const allowed = (choice: DeviceKeyChoice) => secrets.mayWrap(choice).catch(() => false)

  return {
    allowed,
    async maker(choice) {
      const asked = async () => ((await allowed(choice)) ? key({ make: true }) : null)
      const device = await asked().catch(() => null) // locked: made once it is open
      return (of, vaultKey) => device && cipher.seal(device, deviceWrap(of), vaultKey)
    },
    open: (wrap, of) => opened(wrap, (open) => open(of)),
    openAtAnyGeneration: (wrap, of) =>
      opened(wrap, (open) =>
        atAnyGeneration(of.generation, (generation) => open({ ...of, generation })),
      ),
  }
}

/** Both wraps of an account: for its address, and for the one that waits to be proven. */
export function bothWraps(
  make: (of: WrapOf, vaultKey: SecretKey) => Sealed | null,
  account: Pick<Account, 'id' | 'vaultId' | 'email' | 'generation' | 'pendingEmail'>,
  vaultKey: SecretKey,
): Pick<Account, 'deviceWrap' | 'pendingDeviceWrap'> {
  const { pendingEmail } = account
  return {
    deviceWrap: make(account, vaultKey),
    pendingDeviceWrap: pendingEmail && make({ ...account, email: pendingEmail }, vaultKey),
  }
}
