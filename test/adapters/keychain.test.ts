import { describe, expect, it } from 'vitest'
import { electronKeychain, type SafeStorage } from '../../src/main/adapters/keychain.ts'

/** Like Chromium's on Linux, where `v10` marks what was encrypted without a keyring. */
function safeStorage(prefix = 'v11'): SafeStorage {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.from(`${prefix}${text}`),
    decryptString: (sealed) => sealed.toString().slice(3),
  }
}

const silent = () => {}
const bytes = Uint8Array.from([1, 2, 3])

describe('the keychain', () => {
  it('opens what it sealed', async () => {
    const keychain = electronKeychain(safeStorage(), silent, 'linux')
    expect([...((await keychain.decrypt(await keychain.encrypt(bytes))) ?? [])]).toEqual([1, 2, 3])
  })

  it('on Linux opens nothing that anybody could have sealed without its keyring', async () => {
    const keychain = electronKeychain(safeStorage(), silent, 'linux')
    const planted = Buffer.from(`v10${Buffer.from(bytes).toString('base64')}`)
    expect(await keychain.decrypt(planted)).toBeNull()
  })

  it('on Linux gives out nothing that was sealed without its keyring', async () => {
    const keychain = electronKeychain(safeStorage('v10'), silent, 'linux')
    await expect(keychain.encrypt(bytes)).rejects.toThrow()
  })

  it.each(['darwin', 'win32'] as const)('on %s takes v10 for its own', async (platform) => {
    const keychain = electronKeychain(safeStorage('v10'), silent, platform)
    expect([...((await keychain.decrypt(await keychain.encrypt(bytes))) ?? [])]).toEqual([1, 2, 3])
  })

  it.each(['basic_text', 'unknown'])(
    'protects nothing where the backend is %s',
    async (backend) => {
      const storage = { ...safeStorage(), getSelectedStorageBackend: () => backend }
      expect(await electronKeychain(storage, silent, 'linux').protects()).toBe(false)
    },
  )

  it('uses the asynchronous API where there is one', async () => {
    const keychain = electronKeychain(
      {
        isAsyncEncryptionAvailable: () => Promise.resolve(true),
        getSelectedStorageBackend: () => 'kwallet6',
        encryptStringAsync: (text) => Promise.resolve(Buffer.from(`v11${text}`)),
        decryptStringAsync: (sealed) => Promise.resolve({ result: sealed.toString().slice(3) }),
      },
      silent,
      'linux',
    )
    expect(await keychain.protects()).toBe(true)
    expect([...((await keychain.decrypt(await keychain.encrypt(bytes))) ?? [])]).toEqual([1, 2, 3])
  })

  it('never throws on opening, and says when it is asked whether it protects', async () => {
    const logged: unknown[] = []
    const keychain = electronKeychain(
      {
        isAsyncEncryptionAvailable: () => Promise.reject(new Error('locked')),
        decryptString: () => {
          throw new Error('another key')
        },
      },
      (error) => void logged.push(error),
      'linux',
    )
    expect(await keychain.protects()).toBe(false)
    expect(await keychain.decrypt(Buffer.from('v11x'))).toBeNull()
    expect(logged).toHaveLength(1)
  })
})
