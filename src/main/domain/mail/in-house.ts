/** RFC 6762 and RFC 8375 keep `.local` and `.home.arpa` for the house; `.lan` is what routers use. */
const houseNames = /^([\w-]+\.)+(local|lan|home\.arpa)\.?$|^localhost\.?$/i

/**
 * A server in the house by what it is called: a private address, or a name of the local network.
 * What such a name leads to is looked at again when the connection stands.
 */
export function isInHouse(host: string): boolean {
  return houseNames.test(host) || isPrivateAddress(host)
}

/** Addresses that do not lead to the internet: RFC 1918, 3927, 1122 3.2.1.3; RFC 4193, 4291 2.5. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  const four = ipv4(plain)
  if (four !== null) {
    const [a = 0, b = 0] = four
    return (
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254)
    )
  }
  // Only the first 16 bits matter, which are written out unless they are zero.
  return plain === '::1' || /^(f[cd][\da-f]{2}|fe[89ab][\da-f]):[\da-f:]*(%\w+)?$/.test(plain)
}

function ipv4(text: string): readonly number[] | null {
  const parts = text.split('.')
  const right = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))
  const numbers = parts.map(Number)
  return right && numbers.every((part) => part < 256) ? numbers : null
}
