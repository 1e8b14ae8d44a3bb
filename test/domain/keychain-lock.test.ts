/** While a keyring is locked, what needs it waits, and what is stored stays unchanged. */
import { describe, expect, it } from 'vitest'
import { lockableKeychain } from '../../src/main/domain/crypto/keychain-lock.ts'
import type { KeyringState } from '../../src/main/domain/ports/crypto.ts'
import type { Keychain } from '../../src/main/domain/ports/index.ts'
import { fakeKeychain } from '../fakes/keychain.ts'

function keyring(first: KeyringState) {
  const asked: string[] = []
  const waiting: (() => void)[] = []
  const delays: number[] = []
  const inner = fakeKeychain()
  const system = { state: first, unlocks: 0, answer: 'open' as KeyringState }
  const keychain = lockableKeychain(watched(inner, asked), {
    keyring: {
      state: async () => system.state,
      async unlock() {
        system.unlocks += 1
        system.state = system.answer
      },
    },
    later(work, delayMs) {
      waiting.push(work)
      delays.push(delayMs)
      return () => void waiting.splice(waiting.indexOf(work), 1)
    },
  })
  const look = async () => {
    for (const work of waiting.splice(0)) work()
    await new Promise((done) => setImmediate(done))
  }
  return { keychain, system, asked, look, waiting, delays }
}

function watched(inner: Keychain, asked: string[]): Keychain {
  const noting =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A) => {
      asked.push(name)
      return call(...args)
    }
  return {
    protects: noting('protects', inner.protects),
    encrypt: noting('seal', inner.encrypt),
    decrypt: noting('open', inner.decrypt),
  }
}

const locked = { code: 'KEYCHAIN_LOCKED' }

describe('a keyring', () => {
  it.each(['locked', 'silent'] as const)(
    'that is %s is asked for nothing, and counts as protecting',
    async (state) => {
      const { keychain, asked } = keyring(state)
      expect(keychain.view()).toBe('ready') // no one has asked yet
      expect(await keychain.protects()).toBe(true)
      await expect(keychain.encrypt(Uint8Array.of(1))).rejects.toMatchObject(locked)
      await expect(keychain.decrypt(Uint8Array.of(1))).rejects.toMatchObject(locked)
      expect(asked).toEqual([])
      expect(keychain.view()).toBe(state)
    },
  )

  it('is looked at until it is open, and then never again', async () => {
    const { keychain, system, look, waiting } = keyring('locked')
    let changes = 0
    keychain.onChange(() => {
      changes += 1
    })
    await keychain.protects()
    await look()
    expect(keychain.view()).toBe('locked')
    expect(changes).toBe(1)
    system.state = 'open'
    await look()
    expect(keychain.view()).toBe('ready')
    expect(changes).toBe(2)
    expect(waiting).toEqual([])
    const sealed = await keychain.encrypt(Uint8Array.of(7))
    system.state = 'locked'
    expect([...((await keychain.decrypt(sealed)) ?? [])]).toEqual([7])
  })

  it('is looked at again after two seconds, and its person is asked again after three', async () => {
    const { keychain, system, delays } = keyring('locked')
    system.answer = 'locked'
    await keychain.protects()
    expect(delays).toEqual([2_000])
    await keychain.unlock()
    expect(delays).toEqual([2_000, 3_000, 2_000])
  })

  it('is unlocked by asking the system, once a press', async () => {
    const { keychain, system, waiting } = keyring('locked')
    await keychain.unlock()
    expect(system.unlocks).toBe(0) // no one needs it
    await keychain.protects()
    await keychain.unlock()
    expect(system.unlocks).toBe(1)
    expect(keychain.view()).toBe('ready')
    expect(waiting).toHaveLength(1) // until it may ask again
  })

  it('has the system ask one question at a time, with pauses, however often it is asked for', async () => {
    const { keychain, system, look } = keyring('locked')
    system.answer = 'locked' // the person declined
    await keychain.protects()
    await Promise.all(Array.from({ length: 50 }, keychain.unlock))
    await keychain.unlock()
    expect(system.unlocks).toBe(1)
    await look()
    await keychain.unlock()
    expect(system.unlocks).toBe(2)
  })

  it('that goes away while it is waited for is not done without', async () => {
    const { keychain, system, look } = keyring('locked')
    await keychain.protects()
    system.state = 'absent'
    await look()
    expect(keychain.view()).toBe('silent')
    expect(await keychain.protects()).toBe(true)
  })

  it('that is absent protects nothing', async () => {
    const { keychain, asked } = keyring('absent')
    expect(await keychain.protects()).toBe(false)
    expect(asked).toEqual([])
    expect(keychain.view()).toBe('ready')
  })
})
