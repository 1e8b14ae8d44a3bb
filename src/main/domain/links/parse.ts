import type { EmailAddress, LinkToken } from '../ids'
import type { LinkPurpose } from '../model'
import type { Cipher } from '../ports'
import { unwrapGateways } from './gateways'

/** Far longer than our own links (about 400 characters), far shorter than what could do harm. */
const maxLinkLength = 2048
const scheme = 'latchkey://'
/** Three base64url parts (RFC 7515 section 3.1). */
const tokenPattern = /^[A-Za-z0-9_-]{16,512}\.[A-Za-z0-9_-]{16,1024}\.[A-Za-z0-9_-]{43}$/

export interface ParsedLink {
  readonly token: LinkToken
  /** The purposes for which a token may arrive in this kind of link. */
  readonly allowed: readonly LinkPurpose[]
}

/** A link in pasted text, and the form it had. */
export interface FoundLink {
  readonly link: ParsedLink
  readonly found: 'link' | 'mail' | 'rewritten' | 'token'
}

const purposes: Readonly<Record<string, readonly LinkPurpose[]>> = {
  reset: ['reset'],
  confirm: ['confirm', 'change-email'],
}
const anyPurpose = [...(purposes['reset'] ?? []), ...(purposes['confirm'] ?? [])]

export const linkPath = (purpose: LinkPurpose) => (purpose === 'reset' ? 'reset' : 'confirm')

export const makeLink = (purpose: LinkPurpose, token: LinkToken) =>
  `${scheme}${linkPath(purpose)}?t=${token}`

/**
 * Accepts exactly `latchkey://reset?t=TOKEN` or `latchkey://confirm?t=TOKEN`: the token's alphabet
 * needs no percent-encoding, so anything encoded isn't ours. A slash after the host is allowed,
 * because browsers and desktops add one, and scheme and host may be in capitals (RFC 3986 3.1,
 * 3.2.2).
 */
export function parseLink(text: string): ParsedLink | null {
  if (text.length > maxLinkLength) return null
  const match = /^latchkey:\/\/(reset|confirm)\/?\?t=([A-Za-z0-9._-]+)$/i.exec(text)
  const allowed = purposes[match?.[1]?.toLowerCase() ?? '']
  const token = match?.[2]
  if (allowed === undefined || token === undefined || !tokenPattern.test(token)) return null
  return { token: token as LinkToken, allowed }
}

/**
 * Finds a link in pasted text: the link, the bare token, or a whole email around either. Undoes the
 * line breaks and quoting that mail programs add (RFC 5322 2.1.1; quoted-printable's `=` at the end
 * of a line, RFC 2045 6.7). Also finds links that a gateway has rewritten, and those of a link
 * page. If there are several links, the first one counts, since the newest comes first in an email
 * thread.
 */
export function findLink(pasted: string): FoundLink | null {
  const text = pasted.trim()
  const whole = unwrap(text)
  const link = linkIn(text) ?? linkIn(whole)
  if (link !== null) return { link, found: isAlone(whole) ? 'link' : 'mail' }
  const rewritten = rewrittenIn(text)
  if (rewritten !== null) return { link: rewritten, found: howRewritten(whole) }
  // Bare tokens come last: an escaped token in a rewritten link can look like one.
  const token = tokenIn(text) ?? tokenIn(whole)
  return token && { link: token, found: isAlone(whole) ? 'token' : 'mail' }
}

/** A single run of characters, apart from anything a program puts around an address. */
const isAlone = (text: string) =>
  text.split(/[\s<>"]+/).filter((part) => /[A-Za-z0-9]/.test(part)).length === 1

/** The link page's own address isn't a rewritten one. */
function howRewritten(text: string): FoundLink['found'] {
  // Bounded, to limit the time that any text takes: `parseLinkPage` accepts no longer address.
  const page = /https:\/\/[^\s<>"?#]{1,256}#(?:reset|confirm)\/[\w-]{1,512}\.[\w-]{1,1024}\./i
  if (!page.test(text)) return 'rewritten'
  return isAlone(text) ? 'link' : 'mail'
}

function rewrittenIn(text: string): ParsedLink | null {
  for (const address of unwrapGateways(text)) {
    const link = linkIn(address)
    if (link !== null) return link
  }
  return null
}

function linkIn(text: string): ParsedLink | null {
  for (const [candidate] of text.matchAll(/latchkey:\/\/[A-Za-z0-9/?=._-]{1,2048}/gi)) {
    const link = parseLink(candidate.replace(/[./?=]+$/, '')) ?? parseLink(exactEnd(candidate))
    if (link !== null) return link
  }
  return null
}

function tokenIn(text: string): ParsedLink | null {
  // Runs are bounded and matched only from their start, to limit the time that any text takes.
  for (const [run] of text.matchAll(/[A-Za-z0-9._-]{64,2048}/g)) {
    const start = run.indexOf('eyJ') // `{"`, the start of every header
    const candidate = exactEnd(run.slice(start))
    if (start >= 0 && tokenPattern.test(candidate))
      return { token: candidate as LinkToken, allowed: anyPurpose }
  }
  return null
}

/** Cuts off what joining lines has added: a signature has exactly 43 characters. */
function exactEnd(candidate: string): string {
  const signature = candidate.split('.')[2]
  if (signature === undefined) return candidate
  const [header = '', payload = ''] = candidate.split('.')
  return `${header}.${payload}.${signature.slice(0, 43)}`
}

function unwrap(text: string): string {
  return text
    .replace(/=\r?\n/g, '') // quoted-printable's soft break
    .replace(/=3D/gi, '=') // and its encoded equals sign
    .replace(/\r?\n(?:[>|] ?)*[ \t]*(?=[A-Za-z0-9._-]+[ \t]*(?:\r?\n|$))/g, '')
}

/**
 * The only link among a program's arguments, as an operating system passes it. It may be anywhere,
 * because Chromium reorders and adds arguments.
 * @returns null if there is none, or more than one
 */
export function linkAmong(args: readonly string[]): string | null {
  const links = args.filter((arg) => arg.slice(0, scheme.length).toLowerCase() === scheme)
  return links.length === 1 ? (links[0] ?? null) : null
}

const label = new TextEncoder().encode('latchkey/link-address/v1')

/**
 * Identifies in a token the address to which its email was sent, in the form used for sending. So
 * an address that is put into the row only while the email is sent makes no link valid.
 * @returns 32 bytes, base64url
 */
export function linkAddress(cipher: Pick<Cipher, 'mac'>, email: EmailAddress): string {
  return cipher.mac(label, email)
}

/**
 * The link that tests the way from the system to this app. It opens nothing and shows only that it
 * arrived.
 */
const pattern = /^latchkey:\/\/self-test\/?\?n=([A-Za-z0-9_-]{22})$/i

/** @param nonce 16 random bytes as base64url */
export const selfTestLink = (nonce: string) => `latchkey://self-test?n=${nonce}`

/** @returns its nonce; null for any other link */
export const selfTestOf = (url: string): string | null => pattern.exec(url)?.[1] ?? null
