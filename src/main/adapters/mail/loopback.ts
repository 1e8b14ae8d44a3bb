import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8) // RFC 1122 3.2.1.3
loopback.addAddress('::1', 'ipv6') // RFC 4291 2.5.3

/**
 * The address to connect to where a host surely is this computer, else null. `localhost` becomes a
 * number: asked for by name, a resolver could answer with somebody else's (RFC 6761 6.3).
 */
export function loopbackAddress(host: string): string | null {
  if (host.toLowerCase() === 'localhost') return '127.0.0.1'
  const version = isIP(host)
  if (version === 0) return null
  return loopback.check(host, version === 6 ? 'ipv6' : 'ipv4') ? host : null
}
