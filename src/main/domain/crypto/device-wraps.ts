import type { DeviceKeyChoice } from '@contract/safety-models'
import type { AccountId, EmailAddress, Encrypted, SecretKey, VaultId } from '../ids'
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

/** Vault keys encrypted under this computer's key. They let a reset by email keep the entries. */
export interface DeviceWraps {
  /** Whether a device wrap may be made here, given this choice. */
  allowed(choice: DeviceKeyChoice): Promise<boolean>
  /**
   * Asks the keychain in advance, so that making wraps is synchronous.
   * @returns a function that makes wraps, given this choice, or returns null if none may be made.
   *   Never fails: a reset that can't keep the entries is better than no sign-in.
   */
  maker(choice: DeviceKeyChoice): Promise<(of: WrapOf, vaultKey: SecretKey) => Encrypted | null>
  /**
   * Only for someone who has proven `of.email`.
   * @returns the vault key, to be wiped by the caller; null if the wrap doesn't open
   * @throws DomainFailure KEYCHAIN_LOCKED: it isn't known yet whether it opens
   */
  open(wrap: Encrypted | null, of: WrapOf): Promise<SecretKey | null>
  /** The same at any generation, whatever the row says: for a reset, whose link has proven it. */
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
    wrap: Encrypted | null,
    by: (open: (of: WrapOf) => SecretKey | null) => SecretKey | null,
  ): Promise<SecretKey | null> {
    const device = wrap && (await key({ make: false }))
    return wrap && device && by((of) => cipher.decrypt(device, deviceWrap(of), wrap))
  }

  const allowed = (choice: DeviceKeyChoice) => secrets.mayWrap(choice).catch(() => false)

  return {
    allowed,
    async maker(choice) {
      const asked = async () => ((await allowed(choice)) ? key({ make: true }) : null)
      const device = await asked().catch(() => null) // locked: made once the keyring is open
      return (of, vaultKey) => device && cipher.encrypt(device, deviceWrap(of), vaultKey)
    },
    open: (wrap, of) => opened(wrap, (open) => open(of)),
    openAtAnyGeneration: (wrap, of) =>
      opened(wrap, (open) =>
        atAnyGeneration(of.generation, (generation) => open({ ...of, generation })),
      ),
  }
}

/** Both device wraps of an account: for its address, and for the pending one. */
export function deviceWrapsOf(
  make: (of: WrapOf, vaultKey: SecretKey) => Encrypted | null,
  account: Pick<Account, 'id' | 'vaultId' | 'email' | 'generation' | 'pendingEmail'>,
  vaultKey: SecretKey,
): Pick<Account, 'deviceWrap' | 'pendingDeviceWrap'> {
  const { pendingEmail } = account
  return {
    deviceWrap: make(account, vaultKey),
    pendingDeviceWrap: pendingEmail && make({ ...account, email: pendingEmail }, vaultKey),
  }
}
