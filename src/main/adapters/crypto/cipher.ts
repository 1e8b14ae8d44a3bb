import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import type { Encrypted, SecretKey } from '../../domain/ids'
import type { BoundCipher, Cipher, EnvelopeContext, Random } from '../../domain/ports'

const version = 1
const nonceBytes = 12 // NIST SP 800-38D 8.2.2: 96 bits, random
const tagBytes = 16
const keyBytes = 32

/** Each part is prefixed with its length, so that no two contexts have the same bytes. */
function encode(purpose: string, parts: readonly (string | number)[]): Buffer {
  const all = [`latchkey/${purpose}/v${version}`, ...parts.map(String)]
  return Buffer.concat(
    all.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(2)
      length.writeUInt16BE(bytes.length)
      return [length, bytes]
    }),
  )
}

function bind(key: SecretKey, { purpose, scope }: Omit<EnvelopeContext, 'item'>): BoundCipher {
  const info = encode(purpose, scope)
  const bytes = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), info, keyBytes))
  const subkey = createSecretKey(bytes)
  bytes.fill(0)
  const associated = (item: readonly (string | number)[]) =>
    item.length === 0 ? info : encode(purpose, [...scope, ...item])

  return {
    encrypt(item, plaintext) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', subkey, nonce)
      cipher.setAAD(associated(item))
      const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
      const envelope = Buffer.concat([Buffer.of(version), nonce, body, cipher.getAuthTag()])
      return envelope as Uint8Array as Encrypted
    },
    decrypt(item, envelope) {
      if (envelope[0] !== version || envelope.length < 1 + nonceBytes + tagBytes) return null
      const nonce = envelope.subarray(1, 1 + nonceBytes)
      const decipher = createDecipheriv('aes-256-gcm', subkey, nonce, { authTagLength: tagBytes })
      decipher.setAAD(associated(item))
      decipher.setAuthTag(envelope.subarray(-tagBytes))
      try {
        const body = decipher.update(envelope.subarray(1 + nonceBytes, -tagBytes))
        decipher.final()
        return body
      } catch {
        return null // the tag doesn't match: wrong key, wrong context or changed bytes
      }
    },
  }
}

/**
 * AES-256-GCM under a key derived with HKDF-SHA-256 (RFC 5869). An envelope is one byte of version, 12
 * bytes of nonce, the ciphertext and 16 bytes of tag. See docs/formats/envelope.md for test vectors.
 */
export const nodeCipher: Cipher = {
  newKey: () => randomBytes(keyBytes) as Uint8Array as SecretKey,
  bind,
  encrypt: (key, context, plaintext) => bind(key, context).encrypt(context.item ?? [], plaintext),
  decrypt: (key, context, envelope) =>
    bind(key, context).decrypt(context.item ?? [], envelope) as SecretKey | null,
  mac: (key, text) => createHmac('sha256', key).update(text).digest('base64url'),
  digest: (bytes) => createHash('sha256').update(bytes).digest(),
}

export const nodeRandom: Random = {
  bytes: (length) => randomBytes(length),
  id: () => randomBytes(16).toString('base64url'),
}
