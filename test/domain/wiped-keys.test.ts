import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { SecretKey } from '../../src/main/domain/ids.ts'
import { accountOf, keepCode, someEntries } from '../support/entries.ts'
import { bring, hand, savedFile } from '../support/transfer.ts'
import { better, codeOf, good, restarted, type World, world } from '../world.ts'

/** Collects every key derived from a password or opened with one while a test runs. */
function watched(w: World) {
  const keys: SecretKey[] = []
  const seen = <T extends SecretKey | null>(key: T): T => {
    if (key !== null) keys.push(key)
    return key
  }
  const { derive } = w.kdf
  const openWrap = w.wraps.open
  const openOld = w.wraps.openAtAnyGeneration
  const openWay = w.unlockMethods.open
  w.kdf.derive = async (...args) => seen(await derive(...args))
  w.wraps.open = async (...args) => seen(await openWrap(...args))
  w.wraps.openAtAnyGeneration = async (...args) => seen(await openOld(...args))
  w.unlockMethods.open = async (...args) => seen(await openWay(...args))
  return {
    /** How many keys there were, and how many of them are not wiped. */
    left: () => [keys.length, keys.filter((key) => key.some((byte) => byte !== 0)).length],
  }
}

/** Holds up Argon2id until the vault is locked. */
function lockedMeanwhile(w: World): void {
  w.kdf.gate = new Promise((resume) => {
    setImmediate(() => {
      w.sessions.lock()
      resume()
    })
  })
}

describe('a key', () => {
  it('of a password that was typed at sign-in is wiped, right or wrong, known or unknown', async () => {
    const w = world()
    await w.create()
    w.app.account.signOut()
    const { left } = watched(w)
    await w.signIn()
    await codeOf(() => w.signIn('ada@example.com', better))
    await codeOf(() => w.signIn('nobody@example.com', better))
    expect(left()).toEqual([3, 0])
  })

  it.each([
    ['a new password', (w: World) => w.app.account.changePassword({ current: good, next: better })],
    ['an export', (w: World) => w.app.export.plain({ password: good, format: 'csv' })],
    ['a new code', (w: World) => w.app.recovery.make({ password: good })],
    ['this computer’s key', (w: World) => w.app.deviceKey.set({ keep: 'never', password: good })],
  ])('is wiped when the vault locks while the password is asked for %s', async (_, ask) => {
    const w = world()
    await w.create()
    const { left } = watched(w)
    lockedMeanwhile(w)
    expect(await codeOf(() => ask(w))).toBe('NOT_SIGNED_IN')
    expect(left()).toEqual([2, 0])
  })

  it('of this computer is wiped from the buffers that the keychain was given and gave back', async () => {
    const w = world()
    const texts: Uint8Array[] = []
    const { encrypt, decrypt } = w.keychain
    w.keychain.encrypt = (plain) => {
      texts.push(plain)
      return encrypt(plain)
    }
    w.keychain.decrypt = async (encrypted) => {
      const opened = await decrypt(encrypted)
      if (opened !== null) texts.push(opened)
      return opened
    }
    await w.secrets.keep('a', Uint8Array.of(1))
    expect([...((await restarted(w).secrets.recall('a')) as Uint8Array)]).toEqual([1])
    expect(texts.map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true])
  })

  it('and all entries that an encrypted export was made of are wiped once it is sealed', async () => {
    const w = world()
    await w.create()
    w.openVault.current().add(someEntries)
    const seal = vi.spyOn(w.cipher, 'encrypt')
    const protect = { kind: 'password', password: better } as const
    await w.app.export.encrypted({ password: good, protect })
    const sealed = seal.mock.calls.filter(([, { purpose }]) => purpose === 'export')
    expect(sealed).toHaveLength(1)
    for (const [key, , payload] of sealed) {
      expect(key.every((byte) => byte === 0)).toBe(true)
      expect(payload.length).toBeGreaterThan(0)
      expect(payload.every((byte) => byte === 0)).toBe(true)
    }
  })

  it('of a file that is being opened is wiped when the vault locks meanwhile', async () => {
    const w = world()
    await w.create()
    await bring(w, 'chrome.csv')
    const protect = { kind: 'password', password: better } as const
    await w.app.export.encrypted({ password: good, protect })
    hand(w, 'export.json', savedFile(w).bytes)
    const ref = (await w.app.import.choose(undefined))?.ref ?? ''
    const { left } = watched(w)
    lockedMeanwhile(w)
    const by = { kind: 'password', password: better } as const
    expect(await codeOf(() => w.app.import.unlock({ ref, email: null, by }))).toBe('NOT_SIGNED_IN')
    expect(left()).toEqual([1, 0])
  })

  it('of a database that is being opened is wiped when the vault locks meanwhile', async () => {
    const other = world()
    await other.create()
    other.close()
    const w = world()
    await w.create('grace@example.com', better)
    hand(w, 'latchkey.sqlite', readFileSync(join(other.folder, 'latchkey.sqlite')))
    const ref = (await w.app.import.choose(undefined))?.ref ?? ''
    const { left } = watched(w)
    lockedMeanwhile(w)
    const by = { kind: 'password', password: good } as const
    expect(await codeOf(() => w.app.import.unlock({ ref, email: null, by }))).toBe('NOT_SIGNED_IN')
    // The derived key, and the vault's, which is counted twice because it passes through two functions.
    expect(left()).toEqual([3, 0])
  })

  it.each([
    ['a change of it', (w: World) => w.app.account.changePassword({ current: good, next: better })],
    ['a new account', (w: World) => w.create('grace@example.com')],
    ['a way back in by code', backByCode],
    ['a sign-in that makes the wrap as of today', withOlderSettings],
  ])('of a new password is wiped once its wrap is made, by %s', async (_, make) => {
    const w = world()
    await w.create()
    const { left } = watched(w)
    const wraps = w.wraps.make
    let made = 0
    w.wraps.make = async (...args) => {
      made += 1
      return await wraps(...args)
    }
    await make(w)
    const [keys, speaking] = left()
    expect(made).toBeGreaterThan(0)
    expect(keys).toBeGreaterThan(0)
    expect(speaking).toBe(0)
  })
})

async function backByCode(w: World): Promise<void> {
  const code = await keepCode(w, good)
  const { ref } = await w.app.recovery.begin({ email: 'ada@example.com', code })
  await w.app.link.redeemReset({ ref, password: better, expected: 'kept-with-code' })
}

/** The Argon2id parameters have been raised since the account was created. */
async function withOlderSettings(w: World): Promise<void> {
  w.app.account.signOut()
  w.kdf.defaults.passes += 1
  await w.signIn()
  // Happens after the answer, and no one waits for it.
  await expect.poll(() => w.wraps.outdated(accountOf(w).kdf)).toBe(false)
}
