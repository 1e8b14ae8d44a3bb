import type { SecretKey } from '../ids'
import type { Cipher, Keychain, Log, SecretStore } from '../ports'
import { isKeychainLocked } from './keychain-lock'

const keyBytes = 32
const checkBytes = 16
const protectedPrefix = 'root/protected/'
const unprotectedName = 'root/unprotected'
export const rootPrefix = 'root/'

/**
 * The one key under which everything else is sealed that main keeps without a person's password.
 * The keychain is asked once a run: it seals this key and nothing else.
 */
interface RootKeys {
  /** The keychain protects. False in the demo, which asks no keychain for anything. */
  protects(): Promise<boolean>
  /**
   * The key that the keychain seals. Made where there is none that opens. Null without one.
   *
   * @throws DomainFailure KEYCHAIN_LOCKED: nothing is made or written until the keychain answers
   */
  protected(): Promise<SecretKey | null>
  /** In this run: what an earlier one had sealed is lost, or there was none. */
  madeNow(): boolean
  /** The key that lies in the file. Null where the keychain protects: anybody may have put it there. */
  unprotected(how: { readonly make: boolean }): Promise<SecretKey | null>
}

export function rootKeys(deps: {
  keychain: Keychain
  store: SecretStore
  cipher: Pick<Cipher, 'newKey' | 'digest'>
  log: Log
  inTheOpen: boolean
}): RootKeys {
  const { cipher, keychain, store } = deps
  let sealed: Promise<SecretKey | null> | null = null
  let madeNow = false

  const protects = async () => !deps.inTheOpen && (await keychain.protects())

  /**
   * What the keychain gave must say itself that it is a key of ours: on Linux it is AES-CBC without
   * authentication, so that any bytes open to something.
   */
  function read(opened: Uint8Array | null): SecretKey | null {
    if (opened?.length !== keyBytes + checkBytes) return null
    // A copy: a Buffer's `slice` is the same memory.
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
      // One that does not open stays: its keychain may come back.
      for (const name of names.toReversed()) {
        const kept = store.get(name)
        const key = kept && read(await keychain.open(kept.value))
        if (key) return key
      }
      const last = Number(names.at(-1)?.slice(protectedPrefix.length) ?? 0)
      const key = cipher.newKey()
      const plain = new Uint8Array([...key, ...check(key)])
      const value = await keychain.seal(plain)
      plain.fill(0)
      store.put(`${protectedPrefix}${String(last + 1).padStart(6, '0')}`, 'protected', value)
      madeNow = true
      return key
    } catch (error) {
      // Not lost: it waits, and with it whoever asked.
      if (isKeychainLocked(error)) throw error
      deps.log.error('root key', error)
      return null
    }
  }

  return {
    protects,
    madeNow: () => madeNow,
    async protected() {
      if (!(await protects())) return null
      sealed ??= openOrMake().catch((error: unknown) => {
        sealed = null
        throw error
      })
      const key = await sealed
      if (key === null) sealed = null
      return key
    },
    async unprotected({ make }) {
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
