import type { SecretKey } from '../ids'
import type { Cipher, Keychain, Log, SecretStore } from '../ports'
import { isKeychainLocked } from './keychain-lock'

const keyBytes = 32
const checkBytes = 16
const protectedPrefix = 'root/protected/'
const unprotectedName = 'root/unprotected'
export const rootPrefix = 'root/'

/**
 * The key that encrypts everything that main stores without a person's password. The keychain is
 * asked once per run: it encrypts this key and nothing else.
 */
export function rootKeys(deps: {
  keychain: Keychain
  store: SecretStore
  cipher: Pick<Cipher, 'newKey' | 'digest'>
  log: Log
  inTheOpen: boolean
}) {
  const { cipher, keychain, store } = deps
  let opening: Promise<SecretKey | null> | null = null
  let madeNow = false

  /** Whether the keychain protects. False in the demo, which never uses a keychain. */
  const protects = async () => !deps.inTheOpen && (await keychain.protects())

  /**
   * The bytes from the keychain must themselves show that they are our key: on Linux it uses
   * AES-CBC without authentication, so any bytes decrypt to something.
   */
  function read(opened: Uint8Array | null): SecretKey | null {
    if (opened?.length !== keyBytes + checkBytes) return null
    // A copy: `slice` of a Buffer would share its memory.
    const key = Uint8Array.from(opened.subarray(0, keyBytes))
    const right = check(key).every((byte, at) => byte === opened[keyBytes + at])
    opened.fill(0)
    return right ? (key as SecretKey) : null
  }

  function check(key: Uint8Array): Uint8Array {
    const labelled = new Uint8Array([...new TextEncoder().encode('latchkey/root/v1'), ...key])
    const digest = cipher.digest(labelled).slice(0, checkBytes)
    labelled.fill(0)
    return digest
  }

  async function openOrMake(): Promise<SecretKey | null> {
    try {
      const names = store.names(protectedPrefix)
      // One that doesn't open stays: its keychain may come back.
      for (const name of names.toReversed()) {
        const kept = store.get(name)
        const key = kept && read(await keychain.decrypt(kept.value))
        if (key) return key
      }
      const last = Number(names.at(-1)?.slice(protectedPrefix.length) ?? 0)
      const key = cipher.newKey()
      const plain = new Uint8Array([...key, ...check(key)])
      const value = await keychain.encrypt(plain)
      plain.fill(0)
      store.put(`${protectedPrefix}${String(last + 1).padStart(6, '0')}`, 'protected', value)
      madeNow = true
      return key
    } catch (error) {
      // The key isn't lost: whatever needs it waits for the keyring.
      if (isKeychainLocked(error)) throw error
      deps.log.error('root key', error)
      return null
    }
  }

  return {
    protects,
    /** Whether the key was made in this run: there was none, or the earlier one is lost. */
    madeNow: (): boolean => madeNow,
    /**
     * The key that the keychain encrypts. Made if none opens. Null without a keychain.
     *
     * @throws DomainFailure KEYCHAIN_LOCKED: nothing is made or written until the keychain answers
     */
    async protected(): Promise<SecretKey | null> {
      if (!(await protects())) return null
      opening ??= openOrMake().catch((error: unknown) => {
        opening = null
        throw error
      })
      const key = await opening
      if (key === null) opening = null
      return key
    },
    /** The key stored in the file. Null if the keychain protects: anyone may have put it there. */
    async unprotected({ make }: { readonly make: boolean }): Promise<SecretKey | null> {
      if (await protects()) return null
      const kept = store.get(unprotectedName)
      if (kept?.value.length === keyBytes) return kept.value as SecretKey
      if (!make) return null
      const key = cipher.newKey()
      store.put(unprotectedName, 'unprotected', key)
      return key
    },
  }
}
