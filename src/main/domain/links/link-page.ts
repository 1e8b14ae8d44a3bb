import type { LinkToken } from '../ids'
import type { LinkPurpose } from '../model'
import { linkPath } from './parse'
import { isShortCode } from './short-code'

declare const linkPage: unique symbol
/** Where the owner has put resources/link-page/index.html. */
export type LinkPage = string & { readonly [linkPage]: true }

/** Far more than a page's address needs; with a link behind it, mail programs still take it. */
const maxPageLength = 256

/**
 * Reads the address of a link page as an owner types it: https, with nothing that would stand in
 * the way of the fragment or make a server log it.
 *
 * @returns in its normal form (`https://example.com/`), or null for anything but an https address
 * without user name, query and fragment
 */
export function parseLinkPage(text: string): LinkPage | null {
  const typed = text.trim()
  // What `URL` would mend in silence, and the empty parts that it does not show.
  if (typed.length > maxPageLength || /[\s\p{C}?#@\\]/u.test(typed)) return null
  if (!/^https:\/\/[^/]/i.test(typed) || !URL.canParse(typed)) return null
  return new URL(typed).href as LinkPage
}

/**
 * A link as an https address: `https://…#reset/TOKEN`, and `/CODE` behind it. All is in the
 * fragment, which browsers send to nobody (RFC 9110 4.2.3), in characters that no program on the
 * way has a reason to encode.
 *
 * @param shortCode 10 characters, in two groups with a hyphen or in one; null for none
 * @throws RangeError for a code that is none
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
