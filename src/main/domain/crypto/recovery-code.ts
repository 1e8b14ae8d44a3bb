/**
 * A code to print and type: 128 random bits and 12 bits of checksum as 28 characters of Crockford's
 * base32, in 7 groups of 4. docs/formats/envelope.md gives the bytes.
 */
import { asBase32, fromBase32, toBase32 } from '@contract/base32'
import type { SecretKey } from '../ids'
import type { Cipher, Random } from '../ports'

const codeBytes = 16
const checkBits = 12
const length = (codeBytes * 8 + checkBits) / 5
const groupLength = 4

/** 128 random bits need no slow hash: they are used as key material directly (RFC 5869 3.3). */
export function newCode(random: Pick<Random, 'bytes'>): SecretKey {
  return random.bytes(codeBytes) as SecretKey
}

/** @param code 16 bytes @returns for instance `4G2N-0ZKX-…`, 7 groups of 4 */
export function formatCode(cipher: Pick<Cipher, 'digest'>, code: Uint8Array): string {
  const bits = (fromBytes(code) << BigInt(checkBits)) | checksum(cipher, code)
  const characters = toBase32(bits, length)
  const groups = Array.from({ length: length / groupLength }, (_, at) =>
    characters.slice(at * groupLength, (at + 1) * groupLength),
  )
  return groups.join('-')
}

/**
 * Reads a code as a person types it: in any case, with or without hyphens and spaces, I and L for
 * 1, O for 0. The checksum catches a wrong character in all but 1 of 4,096 cases.
 * @returns the 16 bytes, to be wiped by the caller; null if it isn't a code
 */
export function parseCode(cipher: Pick<Cipher, 'digest'>, typed: string): SecretKey | null {
  const characters = asBase32(typed)
  const bits = characters.length === length ? fromBase32(characters) : null
  if (bits === null) return null
  const code = toBytes(bits >> BigInt(checkBits))
  const right = (bits & ((1n << BigInt(checkBits)) - 1n)) === checksum(cipher, code)
  if (!right) code.fill(0)
  return right ? (code as SecretKey) : null
}

/** The first 12 bits of SHA-256 over a label and the code. No help in guessing 128 random bits. */
function checksum(cipher: Pick<Cipher, 'digest'>, code: Uint8Array): bigint {
  const label = new TextEncoder().encode('latchkey/recovery-code/v1')
  const labelled = new Uint8Array([...label, ...code])
  const [first = 0, second = 0] = cipher.digest(labelled)
  labelled.fill(0)
  return BigInt((first << 4) | (second >> 4))
}

function fromBytes(bytes: Uint8Array): bigint {
  return bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
}

function toBytes(bits: bigint): Uint8Array {
  const bytes = new Uint8Array(codeBytes)
  let rest = bits
  for (let at = codeBytes - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 255n)
    rest >>= 8n
  }
  return bytes
}
