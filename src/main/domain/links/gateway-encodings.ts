/** The encodings that mail gateways put links in. None of these throws, whatever it is given. */

/** ASCII only: nothing of ours is anything else, and half a letter stays as it is. */
export const decodePercent = (text: string): string =>
  text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => character(hex, 16))

/** Those that can stand for a character of an address; others stay as they are. */
export const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,3})|#x([0-9a-f]{1,2}));/gi,
    (_, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? ''
      return decimal === undefined ? character(hex ?? '', 16) : character(decimal, 10)
    },
  )

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const character = (digits: string, base: number) =>
  String.fromCharCode(Number.parseInt(digits, base))

/** @returns null for what is no base64, of either alphabet, or holds no UTF-8 */
export function fromBase64Url(text: string): string | null {
  try {
    const plain = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(plain), (one) => one.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const lengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * URL Defense's version 3: `__ADDRESS__;CHARACTERS!…`. Characters that it does not trust stand in
 * base64 after the address, and `*` in it for the next of them; `**A` for the next two, `**B` for
 * three, and so on to `**_` for 65.
 *
 * @param path what follows `/v3/`
 * @returns empty when it is not of that form
 */
export function decodeProofpoint3(path: string): string {
  const [, written, encoded = ''] = /^__(.+?)__;([\w-]*)!/.exec(path) ?? []
  const kept = fromBase64Url(encoded)
  if (written === undefined || kept === null) return ''
  const characters = [...kept]
  let at = 0
  return (
    decodePercent(written)
      // Some servers take two slashes for one.
      .replace(/^([a-z]+:\/)(?=[^/])/i, '$1/')
      .replace(/\*(?:\*([\w-]))?/g, (_, run?: string) => {
        const from = at
        at += run === undefined ? 1 : lengths.indexOf(run) + 2
        return characters.slice(from, at).join('')
      })
  )
}
