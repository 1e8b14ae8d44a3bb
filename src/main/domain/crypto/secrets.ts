import type { SecretProtection } from '@contract/models'
import type { DeviceKeyChoice } from '@contract/safety-models'
import type { Encrypted, SecretKey } from '../ids'
import type { Cipher, Keychain, Log, SecretStore, SettingStore } from '../ports'
import { secret } from './contexts'
import { rootKeys, rootPrefix } from './root-keys'

const agreedKey = 'secrets.keep-unprotected'

/**
 * The few secrets that main needs without a person's password: token signing keys, the mail
 * server's login, this computer's key. They are encrypted under a root key that the operating
 * system's keychain encrypts. Without a keychain they last until the app closes, unless the owner
 * has agreed to keep them in a file. While the keyring is locked, anything that needs it throws
 * DomainFailure KEYCHAIN_LOCKED and changes nothing.
 */
export interface Secrets {
  protection(): Promise<SecretProtection>
  /** @returns how it is protected */
  keep(name: string, value: Uint8Array): Promise<SecretProtection>
  /**
   * `lost`: it was stored, but what protected it is gone or was replaced, or the row was changed.
   * The same goes for a secret stored unprotected while a keychain protects: anyone may have put it
   * there.
   */
  recall(name: string): Promise<Uint8Array | 'lost' | null>
  forget(name: string): void
  names(prefix: string): readonly string[]
  agreedToKeepUnprotected(): boolean
  /**
   * The owner's consent, given after reading what it means. When it is withdrawn, secrets stored
   * that way are removed.
   */
  agree(yes: boolean): Promise<void>
  /** Whether this computer's key may wrap a vault key, given this choice. */
  mayWrap(choice: DeviceKeyChoice): Promise<boolean>
  /** This computer's key; the caller must not wipe it. Null without a keychain, unless the file has one. */
  deviceKey(how: { readonly make: boolean }): Promise<SecretKey | null>
  /**
   * The key for row MACs, 43 bytes. Null without a keychain: a key in the file proves nothing.
   * `made`: its root key was made in this run, so nothing can have a MAC under it yet.
   */
  rowMacKey(): Promise<{ readonly key: SecretKey; readonly made: boolean } | null>
}

/** @param deps.inTheOpen the demo: nothing in it needs a keychain, so it doesn't use one */
export function secrets(deps: {
  keychain: Keychain
  store: SecretStore
  settings: SettingStore
  cipher: Cipher
  log: Log
  inTheOpen?: boolean
}): Secrets {
  const { cipher, store, inTheOpen = false } = deps
  const memory = new Map<string, Uint8Array>()
  const roots = rootKeys({ ...deps, inTheOpen })
  const agreed = () => inTheOpen || deps.settings.get(agreedKey) === true

  async function protection(): Promise<SecretProtection> {
    if (await roots.protects()) return 'protected'
    return agreed() ? 'unprotected' : 'session'
  }

  /** A keychain that fails counts as not protecting. */
  async function rootFor(
    how: SecretProtection,
    make: boolean,
  ): Promise<readonly [SecretProtection, SecretKey | null]> {
    const key =
      how === 'protected'
        ? await roots.protected()
        : how === 'unprotected' && agreed()
          ? await roots.unprotected({ make })
          : null
    return key ? [how, key] : ['session', null]
  }

  async function keep(name: string, value: Uint8Array): Promise<SecretProtection> {
    const [how, root] = await rootFor(await protection(), true)
    if (root === null) {
      memory.set(name, value)
      // The name stays, so that the next start knows that something is missing.
      store.put(name, 'session', new Uint8Array())
    } else {
      memory.delete(name)
      store.put(name, how, cipher.encrypt(root, secret(name), value))
    }
    return how
  }

  async function recall(name: string): Promise<Uint8Array | 'lost' | null> {
    const inMemory = memory.get(name)
    if (inMemory !== undefined) return inMemory
    const kept = store.get(name)
    if (kept === null) return null
    const [, root] = await rootFor(kept.protection, false)
    return (root && cipher.decrypt(root, secret(name), kept.value as Encrypted)) ?? 'lost'
  }

  const names = (prefix: string) =>
    store.names(prefix).filter((name) => !name.startsWith(rootPrefix))

  return {
    protection,
    keep,
    recall,
    names,
    forget(name) {
      memory.delete(name)
      store.delete(name)
    },
    agreedToKeepUnprotected: agreed,
    async agree(yes) {
      if (yes === agreed() || inTheOpen) return
      const held = new Map<string, Uint8Array>()
      for (const name of names('')) {
        const value = await recall(name)
        if (value instanceof Uint8Array) held.set(name, value)
      }
      deps.settings.set(agreedKey, yes)
      for (const [name, value] of held) await keep(name, value)
    },
    async mayWrap(choice) {
      if (choice === 'never') return false
      return inTheOpen || choice === 'always' || (await roots.protects())
    },
    async deviceKey(how) {
      return (await roots.protects()) ? roots.protected() : roots.unprotected(how)
    },
    async rowMacKey() {
      const root = await roots.protected()
      if (root === null) return null
      const key = new TextEncoder().encode(cipher.mac(root, 'latchkey/row-seal/v1')) as SecretKey
      return { key, made: roots.madeNow() }
    },
  }
}
