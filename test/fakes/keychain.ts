import type { Keychain } from '../../src/main/domain/ports.ts'

/** A keychain that can be taken away (`missing`) or exchanged for another (`mark`). */
export interface FakeKeychain extends Keychain {
  missing: boolean
  mark: number
}

export function fakeKeychain(): FakeKeychain {
  const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a)
  const keychain: FakeKeychain = {
    missing: false,
    mark: 1,
    protects: () => Promise.resolve(!keychain.missing),
    seal: (bytes) => Promise.resolve(Uint8Array.of(keychain.mark, ...flip(bytes))),
    open: (sealed) =>
      Promise.resolve(
        keychain.missing || sealed[0] !== keychain.mark ? null : flip(sealed.slice(1)),
      ),
  }
  return keychain
}
