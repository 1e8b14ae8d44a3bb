import type { MailSettingsInput } from '@contract/channels'
import { mailLogins, mailSecurities } from '@contract/mail-models'
import { parseEmail } from '../email-address'
import { DomainFailure } from '../failure'
import { parseLinkPage } from '../links/link-page'
import { isOneOf, isText, isWhole, reader } from '../stored'

const secretFields = ['password', 'clientSecret', 'refreshToken'] as const

/** The settings without their secrets, as they are stored. */
export type Stored = Omit<MailSettingsInput, (typeof secretFields)[number] | 'keepUnprotected'>

export const unset: Stored = {
  host: '',
  port: 587, // RFC 6409: message submission, with STARTTLS
  security: 'starttls',
  login: 'password',
  user: '',
  clientId: '',
  accessUrl: '',
  pin: '',
  fromName: 'Latchkey',
  fromAddress: '',
  linkPage: '',
}

export const readStored = reader<Stored>({
  host: isText,
  port: isWhole(1, 65_535),
  security: isOneOf(mailSecurities),
  login: isOneOf(mailLogins),
  user: isText,
  clientId: isText,
  accessUrl: isText,
  pin: isText,
  fromName: isText,
  fromAddress: isText,
  linkPage: isText,
})

/** Everything that decides who could get a password or a link, as one text. */
export function mark(of: Stored): string {
  const server = [of.host, of.port, of.security, of.user, of.fromName, of.fromAddress]
  return JSON.stringify([...server, of.linkPage, of.login, of.clientId, of.accessUrl, of.pin])
}

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
/** RFC 1122 3.2.1.3, RFC 4291 2.5.3. */
const loopback = new RegExp(`^(127(\\.${octet}){3}|::1)$`)

/**
 * The address to connect to if a host is certainly this computer, with no one listening in between;
 * else null. `localhost` becomes a number: a resolver could answer with someone else's (RFC 6761
 * 6.3).
 */
export function loopbackAddress(host: string): string | null {
  if (host.toLowerCase() === 'localhost') return '127.0.0.1'
  return loopback.test(host) ? host : null
}

/**
 * Reads what an owner typed, and drops what the login method doesn't use.
 *
 * @throws DomainFailure MAIL_HOST_NOT_FOUND, MAIL_SENDER, MAIL_INSECURE, MAIL_PIN, MAIL_OAUTH,
 * MAIL_ACCESS_URL, MAIL_LINK_PAGE
 */
export function check(input: MailSettingsInput): Stored {
  const host = input.host.trim()
  const { port, security, fromName } = input
  if (host === '') throw new DomainFailure('MAIL_HOST_NOT_FOUND')
  if (parseEmail(input.fromAddress) === null) throw new DomainFailure('MAIL_SENDER')
  if (security === 'none' && loopbackAddress(host) === null)
    throw new DomainFailure('MAIL_INSECURE')
  const pin = security === 'none' ? '' : input.pin
  if (pin !== '' && !isInHouse(host)) throw new DomainFailure('MAIL_PIN')
  const linkPage = input.linkPage.trim() === '' ? '' : parseLinkPage(input.linkPage)
  if (linkPage === null) throw new DomainFailure('MAIL_LINK_PAGE')
  const fromAddress = input.fromAddress.trim()
  return { host, port, security, ...loginFields(input), pin, fromName, fromAddress, linkPage }
}

function loginFields(
  input: MailSettingsInput,
): Pick<Stored, 'login' | 'user' | 'clientId' | 'accessUrl'> {
  const user = input.login === 'none' ? '' : input.user.trim()
  if (input.login !== 'oauth2') {
    const login = user === '' ? 'none' : 'password'
    return { login, user, clientId: '', accessUrl: '' }
  }
  const clientId = input.clientId.trim()
  if (user === '' || clientId === '') throw new DomainFailure('MAIL_OAUTH')
  return { login: 'oauth2', user, clientId, accessUrl: parseAccessUrl(input.accessUrl) }
}

/** Secrets are sent there, so it must be https, and must not hold a secret itself. */
function parseAccessUrl(text: string): string {
  const typed = text.trim()
  const url = /^https:\/\/[^/\s@]+/i.test(typed) && URL.canParse(typed) ? new URL(typed) : null
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new DomainFailure('MAIL_ACCESS_URL')
  }
  return url.href
}

/**
 * Whether the secrets of one may be sent to the other. Otherwise anyone who finds the owner's
 * session open could have them sent to a server of their own, or past the saved one's certificate.
 */
export function isSameLogin(now: Stored, next: Stored): boolean {
  const fields = ['host', 'port', 'security', 'login', 'user', 'clientId', 'accessUrl'] as const
  return fields.every((field) => now[field] === next[field]) && ['', now.pin].includes(next.pin)
}

/** RFC 6762 and RFC 8375 keep `.local` and `.home.arpa` for local networks; routers use `.lan`. */
const houseNames = /^([\w-]+\.)+(local|lan|home\.arpa)\.?$|^localhost\.?$/i

/**
 * Whether a host is on the local network, judged by its name: a private address or a local name.
 * The address behind a name is checked again once connected.
 */
export function isInHouse(host: string): boolean {
  return houseNames.test(host) || isPrivateAddress(host)
}

/** Addresses that don't lead to the internet: RFC 1918, 3927, 1122 3.2.1.3; RFC 4193, 4291 2.5. */
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
  // Only the first 16 bits matter, and they are written out unless they are zero.
  return plain === '::1' || /^(f[cd][\da-f]{2}|fe[89ab][\da-f]):[\da-f:]*(%\w+)?$/.test(plain)
}

function ipv4(text: string): readonly number[] | null {
  const parts = text.split('.')
  const right = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))
  const numbers = parts.map(Number)
  return right && numbers.every((part) => part < 256) ? numbers : null
}
