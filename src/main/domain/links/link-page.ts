import type { LinkToken } from '../ids'
import type { LinkPurpose } from '../model'
import { linkPath } from './parse'
import { isShortCode } from './short-code'

declare const linkPage: unique symbol
/** The address at which the owner has published resources/link-page/index.html. */
export type LinkPage = string & { readonly [linkPage]: true }

/** Far more than a page's address needs; mail programs still accept it with a link appended. */
const maxPageLength = 256

/**
 * Reads the address of a link page as an owner types it: https, without anything that would
 * interfere with the fragment or make a server log it.
 *
 * @returns the address in normal form (`https://example.com/`); null for anything but an https
 *   address without user name, query and fragment
 */
export function parseLinkPage(text: string): LinkPage | null {
  const typed = text.trim()
  // Rejects what `URL` would silently repair, and empty parts that it doesn't show.
  if (typed.length > maxPageLength || /[\s\p{C}?#@\\]/u.test(typed)) return null
  if (!/^https:\/\/[^/]/i.test(typed) || !URL.canParse(typed)) return null
  return new URL(typed).href as LinkPage
}

/**
 * A link as an https address: `https://…#reset/TOKEN`, followed by `/CODE`. Everything is in the
 * fragment, which browsers don't send (RFC 9110 4.2.3), in characters that no program on the way
 * has a reason to encode.
 *
 * @param shortCode 10 characters, with or without the hyphen in the middle; null: none
 * @throws RangeError if it isn't a short code
 */
export function linkPageUrl(
  page: LinkPage,
  purpose: LinkPurpose,
  token: LinkToken,
  shortCode: string | null,
): string {
  const plain = shortCode?.replace('-', '')
  if (plain !== undefined && !isShortCode(plain)) throw new RangeError('not a short code')
  return `${page}#${linkPath(purpose)}/${token}${plain === undefined ? '' : `/${plain}`}`
}
