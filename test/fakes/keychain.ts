import {
  type LockableKeychain,
  lockableKeychain,
} from '../../src/main/domain/crypto/keychain-lock.ts'
import type { Keychain } from '../../src/main/domain/ports/index.ts'

/** A keychain that can be lost (`missing`) or replaced by another (`mark`). */
export interface FakeKeychain extends Keychain {
  missing: boolean
  mark: number
  /** How often it was asked to encrypt or decrypt something. */
  asked: number
}

/** Like the one on Linux, it doesn't notice when its ciphertext was changed. */
export function fakeKeychain(): FakeKeychain {
  const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a)
  const keychain: FakeKeychain = {
    missing: false,
    mark: 1,
    asked: 0,
    protects: () => Promise.resolve(!keychain.missing),
    encrypt(bytes) {
      keychain.asked += 1
      return Promise.resolve(Uint8Array.of(keychain.mark, ...flip(bytes)))
    },
    decrypt(sealed) {
      keychain.asked += 1
      const ours = !keychain.missing && sealed[0] === keychain.mark
      return Promise.resolve(ours ? flip(sealed.slice(1)) : null)
    },
  }
  return keychain
}

/** As on a desktop whose keyring is unlocked. */
export function neverLocked(inner: Keychain): LockableKeychain {
  const keyring = { state: async () => 'open' as const, unlock: async () => {} }
  return lockableKeychain(inner, { keyring, later: () => () => {} })
}
