import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Sealed, SecretKey } from '../../domain/ids'
import type { Cipher, Random, SealContext } from '../../domain/ports'

const version = 1
const nonceBytes = 12 // NIST SP 800-38D 8.2.2: 96 bits, random
const tagBytes = 16
const keyBytes = 32

/**
 * Length-prefixed, so that no two contexts share bytes: purpose, account, generation. It is both
 * HKDF's info and AES-GCM's associated data.
 */
function encode({ purpose, accountId, generation }: SealContext): Buffer {
  const parts = [`latchkey/${purpose}/v${version}`, accountId, String(generation)]
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(2)
      length.writeUInt16BE(bytes.length)
      return [length, bytes]
    }),
  )
}

const subkey = (key: SecretKey, context: Buffer) =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), context, keyBytes))

/**
 * AES-256-GCM under a key derived by HKDF-SHA-256 (RFC 5869). The envelope is one byte of version,
 * 12 bytes of nonce, the ciphertext, 16 bytes of tag.
 */
export const nodeCipher: Cipher = {
  newKey: () => randomBytes(keyBytes) as Uint8Array as SecretKey,
  seal(key, of, plaintext) {
    const context = encode(of)
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', subkey(key, context), nonce)
    cipher.setAAD(context)
    const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
    const envelope = Buffer.concat([Buffer.of(version), nonce, body, cipher.getAuthTag()])
    return envelope as Uint8Array as Sealed
  },
  open(key, of, sealed) {
    if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes) return null
    const context = encode(of)
    const nonce = sealed.subarray(1, 1 + nonceBytes)
    const decipher = createDecipheriv('aes-256-gcm', subkey(key, context), nonce, {
      authTagLength: tagBytes,
    })
    decipher.setAAD(context)
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    try {
      const body = decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes))
      return Buffer.concat([body, decipher.final()]) as Uint8Array as SecretKey
    } catch {
      return null // the tag does not fit: wrong key, wrong context or changed bytes
    }
  },
  mac: (key, text) => createHmac('sha256', key).update(text).digest('base64url'),
}

export const nodeRandom: Random = {
  bytes: (length) => randomBytes(length),
  id: () => randomBytes(16).toString('base64url'),
}
