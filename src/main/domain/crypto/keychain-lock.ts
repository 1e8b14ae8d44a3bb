import type { KeychainView } from '@contract/program-models'
import { singleFlight } from '../async'
import { emitter } from '../emitter'
import { DomainFailure } from '../failure'
import type { Keychain, Later } from '../ports'
import type { Keyring, KeyringState } from '../ports/crypto'

/** A keychain whose keyring may be locked. */
export interface LockableKeychain extends Keychain {
  /** The last known state; `ready` until the keychain was first needed. */
  view(): KeychainView
  /**
   * Has the system prompt the person for the keyring's password, one prompt at a time and with a
   * minimum interval, then checks the result.
   */
  unlock(): Promise<void>
  onChange(listener: () => void): void
}

/** Between two of the system's prompts, so that a page that keeps asking can't flood the person with them. */
const askEveryMs = 3_000

/** Between two checks of a keyring that is locked or silent. */
const lookEveryMs = 2_000

/**
 * Never uses a keychain whose keyring is locked: on Linux its first use would block the whole app
 * while the system prompts the person. Callers fail until the keyring is open. After that it isn't
 * checked again, because the system's library keeps the key it gave.
 *
 * An existing keyring counts as protecting, locked or not. Otherwise someone who locks it, or
 * writes to the file while it is locked, could have secrets stored unprotected.
 */
export function lockableKeychain(
  inner: Keychain,
  deps: { readonly keyring: Keyring; readonly later: Later },
): LockableKeychain {
  let known: KeyringState | null = null
  const changed = emitter()
  let cancelNext = () => {}
  let mayAsk = true

  const view = (): KeychainView => (known === 'locked' || known === 'silent' ? known : 'ready')

  async function look(): Promise<KeyringState> {
    const before = view()
    cancelNext()
    const now = await deps.keyring.state().catch((): KeyringState => 'silent')
    // A keyring that was there a moment ago is restarting: that is no reason to do without it.
    known = now === 'absent' && known !== null ? 'silent' : now
    if (view() !== 'ready') cancelNext = deps.later(() => void again(), lookEveryMs)
    if (view() !== before) changed.emit()
    return known
  }

  const again = singleFlight(look)

  async function ask(): Promise<void> {
    if (!mayAsk) return
    mayAsk = false
    try {
      await deps.keyring.unlock()
    } finally {
      deps.later(() => {
        mayAsk = true
      }, askEveryMs)
    }
  }

  const state = async () => known ?? (await again())

  /** @throws DomainFailure KEYCHAIN_LOCKED */
  async function opened(): Promise<Keychain> {
    const now = await state()
    if (now === 'locked' || now === 'silent') throw new DomainFailure('KEYCHAIN_LOCKED')
    return inner
  }

  return {
    view,
    async protects() {
      const now = await state()
      if (now === 'absent') return false
      return now === 'open' ? inner.protects() : true
    },
    encrypt: async (bytes) => (await opened()).encrypt(bytes),
    decrypt: async (encrypted) => (await opened()).decrypt(encrypted),
    async unlock() {
      if (known === 'locked') await ask()
      if (known === 'locked' || known === 'silent') await again()
    },
    onChange: changed.on,
  }
}

export const isKeychainLocked = (error: unknown): boolean =>
  error instanceof DomainFailure && error.code === 'KEYCHAIN_LOCKED'
