import type { Keychain } from '../domain/ports'

/** The part of Electron's `safeStorage` we use: synchronous up to version 44, asynchronous from 42. */
export interface SafeStorage {
  isEncryptionAvailable?(): boolean
  encryptString?(text: string): Buffer
  decryptString?(encrypted: Buffer): string
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(encrypted: Buffer): Promise<{ result: string } | string>
  getSelectedStorageBackend?(): string
}

/** Linux backends that don't really protect anything (Electron's safeStorage documentation). */
const notProtecting = new Set(['basic_text', 'unknown'])

/**
 * On Linux, a value starting with `v10` is encrypted with a password that is in Chromium's source, and it
 * opens even where a keyring is in use (os_crypt_linux.cc, kObfuscationPrefixV10). Anyone who can write the
 * file can make one. Values encrypted with the keyring start with `v11`.
 */
const obfuscated = 'v10'

/** A keychain that never answers must not block signing in forever. */
const timeoutMs = 20_000

/**
 * One interface for both of Electron's APIs. `protects` and `open` never reject: they answer false and null
 * instead.
 */
export function electronKeychain(
  safeStorage: SafeStorage,
  log: (error: unknown) => void,
  platform: NodeJS.Platform = process.platform,
): Keychain {
  let protects: Promise<boolean> | null = null

  async function available(): Promise<boolean> {
    const yes = safeStorage.isAsyncEncryptionAvailable
      ? await answered(safeStorage.isAsyncEncryptionAvailable())
      : (safeStorage.isEncryptionAvailable?.() ?? false)
    if (!yes) return false
    const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend?.() : ''
    return !notProtecting.has(backend ?? 'unknown')
  }

  return {
    protects() {
      protects ??= available().catch((error: unknown) => {
        log(error)
        return false
      })
      return protects
    },
    async encrypt(bytes) {
      const encrypted = await encrypt(Buffer.from(bytes).toString('base64'))
      if (isObfuscated(encrypted)) throw new Error('encrypted by no keychain')
      return encrypted
    },
    async decrypt(encrypted) {
      const bytes = Buffer.from(encrypted)
      if (isObfuscated(bytes)) return null
      try {
        return Buffer.from(await decrypt(bytes), 'base64')
      } catch {
        return null // encrypted by another keychain, or by none
      }
    },
  }

  function isObfuscated(encrypted: Buffer): boolean {
    return platform === 'linux' && encrypted.toString('latin1', 0, 3) === obfuscated
  }

  async function encrypt(text: string): Promise<Buffer> {
    if (safeStorage.encryptStringAsync) return answered(safeStorage.encryptStringAsync(text))
    if (safeStorage.encryptString) return safeStorage.encryptString(text)
    throw new Error('no keychain')
  }

  async function decrypt(encrypted: Buffer): Promise<string> {
    if (safeStorage.decryptStringAsync) {
      const opened = await answered(safeStorage.decryptStringAsync(encrypted))
      return typeof opened === 'string' ? opened : opened.result
    }
    if (safeStorage.decryptString) return safeStorage.decryptString(encrypted)
    throw new Error('no keychain')
  }
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the keychain does not answer')), timeoutMs)
  })
  return Promise.race([answer, tooLong]).finally(() => clearTimeout(timer))
}

/** For a computer without a keychain. */
export const missingKeychain: Keychain = {
  protects: () => Promise.resolve(false),
  encrypt: () => Promise.reject(new Error('no keychain')),
  decrypt: () => Promise.resolve(null),
}
