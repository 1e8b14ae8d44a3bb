import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { argon2Kdf, owaspMinimum, rfc9106 } from '../../src/main/adapters/crypto/argon2.ts'
import { nodeCipher } from '../../src/main/adapters/crypto/cipher.ts'
import type { Encrypted, SecretKey } from '../../src/main/domain/ids.ts'
import type { EnvelopeContext } from '../../src/main/domain/ports/index.ts'

const context: EnvelopeContext = {
  purpose: 'password-wrap',
  scope: ['a'.repeat(22), 1],
}

describe('an envelope', () => {
  const key = nodeCipher.newKey()
  const vaultKey = nodeCipher.newKey()

  it('opens with its key and context', () => {
    const sealed = nodeCipher.encrypt(key, context, vaultKey)
    expect(nodeCipher.decrypt(key, context, sealed)).toEqual(vaultKey)
  })

  it('never looks the same twice', () => {
    const one = nodeCipher.encrypt(key, context, vaultKey)
    expect(nodeCipher.encrypt(key, context, vaultKey)).not.toEqual(one)
  })

  it('does not open with another key, for another account, or of another generation', () => {
    const sealed = nodeCipher.encrypt(key, context, vaultKey)
    const other = { ...context, scope: ['b'.repeat(22), 1] }
    expect(nodeCipher.decrypt(nodeCipher.newKey(), context, sealed)).toBeNull()
    expect(nodeCipher.decrypt(key, other, sealed)).toBeNull()
    expect(nodeCipher.decrypt(key, { ...context, scope: ['a'.repeat(22), 2] }, sealed)).toBeNull()
  })

  it('does not open with any one bit changed, or cut', () => {
    const sealed = nodeCipher.encrypt(key, context, vaultKey)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sealed.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        (at, bit) => {
          const changed = Uint8Array.from(sealed) as Encrypted
          changed[at] = (changed[at] ?? 0) ^ (1 << bit)
          expect(nodeCipher.decrypt(key, context, changed)).toBeNull()
          expect(nodeCipher.decrypt(key, context, sealed.slice(0, at) as Encrypted)).toBeNull()
        },
      ),
    )
  })
})

describe('Argon2id', () => {
  // RFC 9106 only has a vector with secret and associated data. This one is the reference
  // implementation's own (phc-winner-argon2, src/test.c): version 19, m = 2^8, t = 2, p = 1.
  it('gives the reference implementation’s answer', async () => {
    const kdf = argon2Kdf(rfc9106)
    const key = await kdf.derive('password', {
      memory: 256,
      passes: 2,
      lanes: 1,
      salt: new TextEncoder().encode('somesalt'),
    })
    expect(Buffer.from(key).toString('hex')).toBe(
      '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
    )
  })

  it('does not hold up the main thread', async () => {
    const kdf = argon2Kdf(owaspMinimum)
    const derived = kdf.derive('password', { ...rfc9106, salt: new Uint8Array(16) })
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 1)
    const key: SecretKey = await derived
    clearInterval(timer)
    expect(key).toHaveLength(32)
    expect(ticks).toBeGreaterThan(5)
  })
})
