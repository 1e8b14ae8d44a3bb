import type { EmailAddress, LinkToken } from '../ids'
import type { LinkPurpose } from '../model'
import type { Cipher } from '../ports'
import { unwrapGateways } from './gateways'

/** Far above our own links (about 400 characters), far below what could hurt. */
const maxLinkLength = 2048
const scheme = 'latchkey://'
/** Three base64url parts (RFC 7515 section 3.1). */
const tokenPattern = /^[A-Za-z0-9_-]{16,512}\.[A-Za-z0-9_-]{16,1024}\.[A-Za-z0-9_-]{43}$/

export interface ParsedLink {
  readonly token: LinkToken
  /** Which tokens may come this way. */
  readonly allowed: readonly LinkPurpose[]
}

/** A link in what was pasted, and what that was. */
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
 * Reads exactly `latchkey://reset?t=TOKEN` or `latchkey://confirm?t=TOKEN`, nothing more lenient:
 * the token's alphabet needs no percent-encoding, so anything encoded is not ours. A slash after
 * the host is allowed, because browsers and desktops add one, and the scheme and host may be in
 * capitals (RFC 3986 3.1, 3.2.2).
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
 * Finds a link in what a person pasted: the link, the bare token, or a whole mail around either.
 * Mail programs wrap long lines (RFC 5322 2.1.1, quoted-printable's `=` at the end, RFC 2045 6.7)
 * and quote them; those breaks are healed. Links that a mail gateway has rewritten, and those of a
 * link page, are found as well. When several different links are in it, the first counts, as the
 * newest stands first in a mail thread.
 */
export function findLink(pasted: string): FoundLink | null {
  const text = pasted.trim()
  const whole = unwrap(text)
  const link = linkIn(text) ?? linkIn(whole)
  if (link !== null) return { link, found: isAlone(whole) ? 'link' : 'mail' }
  const rewritten = rewrittenIn(text)
  if (rewritten !== null) return { link: rewritten, found: howRewritten(whole) }
  // Bare tokens last: of a rewritten link, an escaped one can look like a token.
  const token = tokenIn(text) ?? tokenIn(whole)
  return token && { link: token, found: isAlone(whole) ? 'token' : 'mail' }
}

/** One run of characters, whatever a program puts round an address. */
const isAlone = (text: string) =>
  text.split(/[\s<>"]+/).filter((part) => /[A-Za-z0-9]/.test(part)).length === 1

/** A link page's own address was rewritten by nobody. */
function howRewritten(text: string): FoundLink['found'] {
  // Bounded, so that no text takes long: `parseLinkPage` takes no longer address.
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
  // Runs are bounded and matched from their start only, so that no text takes long.
  for (const [run] of text.matchAll(/[A-Za-z0-9._-]{64,2048}/g)) {
    const start = run.indexOf('eyJ') // `{"`, as every header begins
    const candidate = exactEnd(run.slice(start))
    if (start >= 0 && tokenPattern.test(candidate))
      return { token: candidate as LinkToken, allowed: anyPurpose }
  }
  return null
}

/** Cuts what healing a line break has added: a signature is 43 characters, no more. */
function exactEnd(candidate: string): string {
  const signature = candidate.split('.')[2]
  if (signature === undefined) return candidate
  const [header = '', payload = ''] = candidate.split('.')
  return `${header}.${payload}.${signature.slice(0, 43)}`
}

function unwrap(text: string): string {
  return text
    .replace(/=\r?\n/g, '') // quoted-printable's soft break
    .replace(/=3D/gi, '=') // and its equals sign
    .replace(/\r?\n(?:[>|] ?)*[ \t]*(?=[A-Za-z0-9._-]+[ \t]*(?:\r?\n|$))/g, '')
}

/**
 * The one link among a program's arguments, as an operating system passes it: first, last or in
 * between, for Chromium reorders and extends them.
 * @returns null when there is none, or more than one.
 */
export function linkAmong(args: readonly string[]): string | null {
  const links = args.filter((arg) => arg.slice(0, scheme.length).toLowerCase() === scheme)
  return links.length === 1 ? (links[0] ?? null) : null
}

const label = new TextEncoder().encode('latchkey/link-address/v1')

/**
 * Says in a token to which address its mail went, in the form it was sent to. An address that is
 * put into the row for the moment of sending, and taken out again, makes no link good.
 * @returns 32 bytes, base64url
 */
export function linkAddress(cipher: Pick<Cipher, 'mac'>, email: EmailAddress): string {
  return cipher.mac(label, email)
}

/**
 * The link that tests the way from the system to this app. It means nothing and opens nothing: it
 * says only that it has arrived.
 */
const pattern = /^latchkey:\/\/self-test\/?\?n=([A-Za-z0-9_-]{22})$/i

/** @param nonce 16 random bytes as base64url */
export const selfTestLink = (nonce: string) => `latchkey://self-test?n=${nonce}`

/** @returns its nonce; null where the link is another */
export const selfTestOf = (url: string): string | null => pattern.exec(url)?.[1] ?? null
