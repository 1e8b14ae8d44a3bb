import type { SecretProtection } from '@contract/models'
import type { Keychain, SecretStore, SettingStore } from '../ports'

const agreedKey = 'secrets.keep-unprotected'

/**
 * The few secrets that main needs without a person's password: token signing keys and the mail
 * password. Sealed by the operating system's keychain; without one they live until the app
 * closes, unless the owner has agreed to keep them in a file.
 */
export interface Secrets {
  protection(): Promise<SecretProtection>
  keep(name: string, value: Uint8Array): Promise<void>
  /** `lost`: it was kept, and what protected it is gone or another. */
  recall(name: string): Promise<Uint8Array | 'lost' | null>
  forget(name: string): void
  names(prefix: string): readonly string[]
  agreedToKeepUnprotected(): boolean
  /** The owner's word, given after reading what it means. Taken back, what was kept so goes. */
  agree(yes: boolean): Promise<void>
}

export function secrets(deps: {
  keychain: Keychain
  store: SecretStore
  settings: SettingStore
}): Secrets {
  const memory = new Map<string, Uint8Array>()
  const agreed = () => deps.settings.get(agreedKey) === true

  async function protection(): Promise<SecretProtection> {
    if (await deps.keychain.protects()) return 'protected'
    return agreed() ? 'unprotected' : 'session'
  }

  async function keep(name: string, value: Uint8Array): Promise<void> {
    const how = await protection()
    if (how === 'session') {
      memory.set(name, value)
      // The mark of it stays, so that the next start knows that something is missing.
      deps.store.put(name, 'session', new Uint8Array())
      return
    }
    memory.delete(name)
    deps.store.put(name, how, how === 'protected' ? await deps.keychain.seal(value) : value)
  }

  async function recall(name: string): Promise<Uint8Array | 'lost' | null> {
    const inMemory = memory.get(name)
    if (inMemory !== undefined) return inMemory
    const kept = deps.store.get(name)
    if (kept === null) return null
    if (kept.protection === 'session') return 'lost'
    if (kept.protection === 'protected') return (await deps.keychain.open(kept.value)) ?? 'lost'
    // A keychain has come since: no need to lie about in the open any longer.
    if ((await protection()) === 'protected') await keep(name, kept.value)
    return kept.value
  }

  return {
    protection,
    keep,
    recall,
    forget(name) {
      memory.delete(name)
      deps.store.delete(name)
    },
    names: deps.store.names,
    agreedToKeepUnprotected: agreed,
    async agree(yes) {
      if (yes === agreed()) return
      const held = new Map<string, Uint8Array>()
      for (const name of deps.store.names('')) {
        const value = await recall(name)
        if (value instanceof Uint8Array) held.set(name, value)
      }
      deps.settings.set(agreedKey, yes)
      for (const [name, value] of held) await keep(name, value)
    },
  }
}
