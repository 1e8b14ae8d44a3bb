/** Cleans up a server's answer before it is shown: the lines of RFC 5321 can be any bytes. */

/** In characters: enough for a sentence and an address with more information. */
const maxAnswer = 200
const gone = '…'

/**
 * A server's words, made safe to show to the owner. Controls and invisible characters go first, so
 * that removing them can't put a secret together. Then everything goes that contains a secret,
 * plain or encoded, other people's addresses, and runs that look like a token.
 *
 * @param secrets never shown, in no case and no encoding that mail servers use
 * @param own addresses that may stay
 */
export function plainWords(
  text: string,
  { secrets, own }: { readonly secrets: readonly string[]; readonly own: readonly string[] },
): string {
  const known = secrets.filter((secret) => secret !== '').map((secret) => secret.toLowerCase())
  const kept = new Set(own.map((address) => address.toLowerCase()))
  const clean = text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
  const words = known
    .reduce(without, clean)
    .replace(/[A-Za-z0-9+/=_-]{4,}/g, (run) => (hides(run, known) ? gone : run))
    .replace(/[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/g, (address) =>
      kept.has(address.toLowerCase().replace(/\.$/, '')) ? address : gone,
    )
    .replace(/[A-Za-z0-9+/=_-]{24,}/g, gone)
  const short = [...words].slice(0, maxAnswer).join('')
  // The result must hold no secret, whatever the steps above have put side by side.
  return known.some((secret) => short.toLowerCase().includes(secret)) ? '' : short
}

function without(text: string, secret: string): string {
  let rest = text
  for (;;) {
    // Lower case may change the length; positions match only if the lengths are equal.
    const low = rest.toLowerCase()
    const at = low.indexOf(secret)
    if (at < 0) return rest
    if (low.length !== rest.length) return ''
    if (secret.includes(gone)) return ''
    rest = rest.slice(0, at) + gone + rest.slice(at + secret.length)
  }
}

/** Whether it is base64 or base64url that hides a secret, as AUTH PLAIN and LOGIN send it. */
function hides(run: string, secrets: readonly string[]): boolean {
  const binary = decode(run)
  return binary !== null && secrets.some((secret) => binary.toLowerCase().includes(secret))
}

function decode(run: string): string | null {
  try {
    const plain = run.replace(/-/g, '+').replace(/_/g, '/').replace(/=+/g, '')
    const bytes = Uint8Array.from(atob(plain), (character) => character.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return null
  }
}
