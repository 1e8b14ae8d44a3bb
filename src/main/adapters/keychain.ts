import type { Keychain } from '../domain/ports'

/** The part of Electron's `safeStorage` that is used: synchronous to 44, asynchronous from 42. */
export interface SafeStorage {
  isEncryptionAvailable?(): boolean
  encryptString?(text: string): Buffer
  decryptString?(sealed: Buffer): string
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(sealed: Buffer): Promise<{ result: string } | string>
  getSelectedStorageBackend?(): string
}

/** Linux backends that only look like protection (Electron's safeStorage documentation). */
const notProtecting = new Set(['basic_text', 'unknown'])

/** One face for both APIs of Electron's. Never throws: what fails does not protect. */
export function electronKeychain(
  safeStorage: SafeStorage,
  log: (error: unknown) => void,
): Keychain {
  let protects: Promise<boolean> | null = null

  async function available(): Promise<boolean> {
    const yes = safeStorage.isAsyncEncryptionAvailable
      ? await safeStorage.isAsyncEncryptionAvailable()
      : (safeStorage.isEncryptionAvailable?.() ?? false)
    if (!yes) return false
    const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend?.() : ''
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
    async seal(bytes) {
      const text = Buffer.from(bytes).toString('base64')
      if (safeStorage.encryptStringAsync) return safeStorage.encryptStringAsync(text)
      if (safeStorage.encryptString) return safeStorage.encryptString(text)
      throw new Error('no keychain')
    },
    async open(sealed) {
      try {
        return Buffer.from(await decrypt(Buffer.from(sealed)), 'base64')
      } catch {
        return null // another keychain's, or none
      }
    },
  }

  async function decrypt(sealed: Buffer): Promise<string> {
    if (safeStorage.decryptStringAsync) {
      const opened = await safeStorage.decryptStringAsync(sealed)
      return typeof opened === 'string' ? opened : opened.result
    }
    if (safeStorage.decryptString) return safeStorage.decryptString(sealed)
    throw new Error('no keychain')
  }
}

/** Of a computer without one. */
export const missingKeychain: Keychain = {
  protects: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('no keychain')),
  open: () => Promise.resolve(null),
}
