/**
 * The short code in an email that is read on another device: ten characters that do the same as the
 * email's link. It is derived from what it is for and not stored (docs/decisions/0014).
 */

import { asBase32, base32Characters, toBase32 } from '@contract/base32'
import type { Secrets } from '../crypto/secrets'
import type { SecretKey } from '../ids'
import type { Cipher, LinkClaims } from '../ports'

declare const shortCode: unique symbol
/** 10 characters of Crockford's base32, upper case, without a hyphen: 50 bits. */
export type ShortCode = string & { readonly [shortCode]: true }

const length = 10
const label = 'latchkey/short-code/v1'
const secretName = 'code-key'

/** What a short code is bound to. `address` identifies the email address, as in the link (`linkAddress`). */
export type CodeFor = Pick<
  LinkClaims,
  'purpose' | 'requestId' | 'accountId' | 'generation' | 'address'
>

export type ShortCodes = ReturnType<typeof shortCodes>

export function shortCodes(deps: {
  readonly cipher: Pick<Cipher, 'mac' | 'newKey'>
  readonly secrets: Pick<Secrets, 'keep' | 'recall'>
}) {
  const known = async () => (await deps.secrets.recall(secretName)) as SecretKey | 'lost' | null

  async function made(): Promise<SecretKey> {
    const key = deps.cipher.newKey()
    await deps.secrets.keep(secretName, key)
    return key
  }

  /** The first 50 bits of HMAC-SHA-256 over the parts, each preceded by its length. */
  function derive(key: SecretKey, of: CodeFor): ShortCode {
    const parts = [label, of.purpose, of.requestId, of.accountId, `${of.generation}`, of.address]
    const text = parts.map((part) => `${part.length}:${part}`).join('')
    const mac = deps.cipher.mac(key, text).replaceAll('-', '+').replaceAll('_', '/')
    // 7 bytes: 50 bits, and 6 unused ones.
    const bits = [...atob(mac).slice(0, 7)].reduce(
      (all, byte) => (all << 8n) | BigInt(byte.charCodeAt(0)),
      0n,
    )
    return toBase32(bits >> 6n, length) as ShortCode
  }

  return {
    /** For an email: the same code at every attempt to send one request. */
    async make(of: CodeFor): Promise<ShortCode> {
      const key = await known()
      return derive(key === null || key === 'lost' ? await made() : key, of)
    },
    /**
     * @returns a comparison in constant time. If there has never been a key, it returns false for
     *   every code, after the same work. Null: the key is gone with its keychain
     */
    async checker(): Promise<((typed: ShortCode, of: CodeFor) => boolean) | null> {
      const key = await known()
      if (key === 'lost') return null
      const used = key ?? deps.cipher.newKey()
      return (typed, of) => same(typed, derive(used, of)) && key !== null
    },
  }
}

function same(one: ShortCode, other: ShortCode): boolean {
  let difference = 0
  for (let at = 0; at < length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

/** Far longer than ten characters with any spacing between them. */
const longestTyped = 64
const plainForm = new RegExp(`^[${base32Characters}]{${length}}$`)

/** Ten characters, without a hyphen. */
export const isShortCode = (text: string): text is ShortCode => plainForm.test(text)

const half = `([${base32Characters}]{${length / 2}})`
/** As our emails show it, on a line of its own, quoted or not. */
const lineForm = new RegExp(`^(?:[>|] ?)*[ \\t\\u00a0]*${half}-${half}[ \\t\\u00a0]*$`, 'm')

/**
 * Finds a short code: either the whole text is one, in any case, with any spaces and hyphens, I and
 * L for 1, O for 0; or a line of a pasted email is one exactly as our emails write it. The first
 * one counts.
 */
export function findCode(text: string): ShortCode | null {
  const typed = text.trim()
  if (typed.length <= longestTyped) {
    const plain = asBase32(typed)
    if (isShortCode(plain)) return plain
  }
  const [, first, second] = lineForm.exec(typed) ?? []
  return first && second ? (`${first}${second}` as ShortCode) : null
}
