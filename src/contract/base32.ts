/**
 * Crockford's base32 (https://www.crockford.com/base32.html), used for recovery codes and short
 * codes. It has no I, L, O or U, so that no letter is mistaken for a digit and no code spells a
 * word.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bitsEach = 5n

/** The alphabet, for use inside `[…]` of a regular expression. */
export const base32Characters = '0-9A-HJKMNP-TV-Z'

/**
 * @param bits the lowest `5 * length` bits are written, highest first
 * @returns upper case, without hyphens
 */
export function toBase32(bits: bigint, length: number): string {
  return Array.from({ length }, (_, at) => {
    const shift = bitsEach * BigInt(length - 1 - at)
    return alphabet[Number((bits >> shift) & 31n)]
  }).join('')
}

/** @returns null for anything but upper-case base32 without hyphens */
export function fromBase32(characters: string): bigint | null {
  let bits = 0n
  for (const character of characters) {
    const value = alphabet.indexOf(character)
    if (value < 0) return null
    bits = (bits << bitsEach) | BigInt(value)
  }
  return bits
}

/** Upper case, without the spaces, dashes and invisible characters that a typed code may contain. */
export const withoutSpaces = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')

/**
 * Normalizes a typed code of any case and spacing, reading I and L as 1 and O as 0.
 *
 * @example asBase32('4g2n ozkl') === '4G2N0ZK1'
 */
export const asBase32 = (typed: string): string =>
  withoutSpaces(typed).replace(/[IL]/g, '1').replace(/O/g, '0')
