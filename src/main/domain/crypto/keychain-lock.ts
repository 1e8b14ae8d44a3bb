import type { KeychainView } from '@contract/program-models'
import { singleFlight } from '../async'
import { emitter } from '../emitter'
import { DomainFailure } from '../failure'
import type { Keychain, Later } from '../ports'
import type { Keyring, KeyringState } from '../ports/crypto'

/** The keychain behind its keyring's lock. */
export interface LockableKeychain extends Keychain {
  /** As it is known to be; `ready` until somebody needed it. */
  view(): KeychainView
  /**
   * The system's own question to the person, one at a time and not without pauses, and a look at what
   * came of it.
   */
  unlock(): Promise<void>
  onChange(listener: () => void): void
}

/** Between two of the system's questions: a page that asks without end must not bury its person in them. */
const askEveryMs = 3_000

/** Between two looks at a keyring that is locked or silent. */
const lookEveryMs = 2_000

/**
 * Nothing is asked of a keychain whose keyring is locked: on Linux its first use holds up the whole
 * program while the system asks its person. It waits, and so does what needs it. Once open it is
 * not looked at again: the key that it gives is kept by the system's library from then on.
 *
 * A keyring that is there protects, locked or not. Else whoever locks it, or writes the file at a
 * time when it is locked, could have secrets kept in the open.
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
    // One that was there a moment ago is being started anew: it is no reason to do without.
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
    seal: async (bytes) => (await opened()).seal(bytes),
    open: async (sealed) => (await opened()).open(sealed),
    async unlock() {
      if (known === 'locked') await ask()
      if (known === 'locked' || known === 'silent') await again()
    },
    onChange: changed.on,
  }
}

export const isKeychainLocked = (error: unknown): boolean =>
  error instanceof DomainFailure && error.code === 'KEYCHAIN_LOCKED'
