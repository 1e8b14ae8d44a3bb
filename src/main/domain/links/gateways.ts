/**
 * Gateways replace every link in an email with one of their own that contains the original. What is
 * pasted from such an email has our link only in that form. docs/mail.md names the gateways.
 */
import { maxPasteLength } from '@contract/limits'

/** Gateways wrap each other's links: an email passes the sender's and the receiver's, forwarded ones more. */
const maxDepth = 5
/** How many addresses are searched; an email of ours has two or three. */
const maxAddresses = 256
const maxTargets = 32
/** Four times our longest link with every character percent-encoded. */
const maxLength = 8192

/** An address, plain or percent-encoded up to three times. */
const addresses = new RegExp(
  String.raw`(?:https?|latchkey)(?::\/\/|%(?:25){0,3}3a%(?:25){0,3}2f)[^\s<>"]{1,${maxLength}}`,
  'gi',
)
const beginsAsAddress = /^(?:https?|latchkey):\/\//i
const base64OfAddress = /^(?:aHR0c|bGF0Y2hrZXk6)[\w+/=-]+$/

/**
 * Every address hidden inside the addresses in a text, in the order found: the targets of links
 * that a gateway has rewritten, and the `latchkey://` form of links to our own link page. Addresses
 * that aren't hidden are not repeated.
 *
 * Pure and never throws. Takes time in proportion to the text, of which it reads the first
 * `maxPasteLength` characters. The results are no more trustworthy than the text.
 *
 * @returns at most 32 addresses of at most 8,192 characters each
 */
export function unwrapGateways(text: string): string[] {
  const found = new Set<string>()
  const whole = text.slice(0, maxPasteLength)
  for (const version of [whole, healed(whole)]) collect(version, found)
  return [...found]
}

function collect(text: string, found: Set<string>): void {
  let left = maxAddresses
  for (const [written] of text.matchAll(addresses)) {
    const address = addressIn(decodeEntities(written))
    if (address === null) continue
    if (!beginsAsAddress.test(written)) add(address, 0)
    else look(address, 0)
    if (left <= 0) return
  }

  function add(target: string, depth: number): void {
    if (found.has(target) || found.size >= maxTargets) return
    found.add(target)
    look(target, depth)
  }

  function look(address: string, depth: number): void {
    left -= 1
    if (left < 0 || depth > maxDepth) return
    for (const target of inside(address)) add(target, depth + 1)
  }
}

/** The addresses contained in an address, one layer down. */
function* inside(address: string): Generator<string> {
  const ours = linkOfPage(address)
  if (ours !== null) yield ours
  for (const value of hiddenIn(address)) {
    const target = addressIn(value)
    if (target !== null) yield target
  }
}

function* hiddenIn(address: string): Generator<string> {
  // Proofpoint's versions 2 and 3 have their own encodings; version 1 uses a plain parameter.
  const proofpoint = /^https?:\/\/urldefense\.(?:proofpoint\.)?(?:com|us)\/v([23])\/(.*)$/i.exec(
    address,
  )
  if (proofpoint?.[1] === '2') {
    const [, value = ''] = /[?&]u=([^&]*)/.exec(address) ?? []
    yield value.replaceAll('-', '%').replaceAll('_', '/')
  }
  if (proofpoint?.[1] === '3') yield decodeProofpoint3(proofpoint[2] ?? '')
  // Safe Links, Google, Barracuda, Mimecast and most others: a parameter of any name.
  for (const [, value = ''] of address.matchAll(/[?&#][\w.-]{0,64}=([^&]*)/g)) yield value
  // Cisco: the end of the path.
  const [, end = ''] = /^.{8,}?\/((?:https?|latchkey)(?::|%(?:25){0,3}3a).*)$/i.exec(address) ?? []
  yield end
}

/** Decodes only as often as needed to see an address: what it contains may be encoded as well. */
function addressIn(value: string): string | null {
  let text = value
  for (let times = 0; times <= 4; times += 1) {
    if (base64OfAddress.test(text)) text = fromBase64Url(text) ?? ''
    if (beginsAsAddress.test(text)) return tidy(text)
    const decoded = decodePercent(text)
    if (decoded === text) return null
    text = decoded
  }
  return null
}

function tidy(address: string): string {
  // Our links have no percent signs: anything still encoded in one can be decoded.
  const text = /^latchkey:/i.test(address) ? decodeFully(address) : decodeEntities(address)
  const [visible = ''] = /^[^\s<>"]*/.exec(text) ?? []
  return visible.slice(0, maxLength)
}

function decodeFully(text: string): string {
  let decoded = text
  for (let times = 0; times < 4; times += 1) decoded = decodePercent(decoded)
  return decoded
}

/** `https://…#reset/TOKEN/CODE`, as docs/link-page.md defines it, becomes `latchkey://reset?t=TOKEN`. */
function linkOfPage(address: string): string | null {
  if (!/^https:/i.test(address)) return null
  const [, path, token] =
    /#(reset|confirm)\/([\w-]+\.[\w-]+\.[\w-]{43})/.exec(decodeFully(address)) ?? []
  return path && token ? `latchkey://${path}?t=${token}` : null
}

/**
 * The text without the line breaks that mail programs insert into long lines: quoted-printable's
 * (RFC 2045 6.7), and any before a line, quoted or not, of a single word that isn't itself the
 * start of an address.
 */
function healed(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=3D/gi, '=')
    .replace(/\r?\n(?:[>|] ?)*[ \t]*(?!https?:|latchkey:)(?=[^\s<>"|]+[ \t]*(?:\r?\n|$))/gi, '')
}

// The encodings that gateways use for links. None of these throws, whatever the input.

/** ASCII only: our links contain nothing else, and partial characters stay as they are. */
const decodePercent = (text: string): string =>
  text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => character(hex, 16))

/** Only entities that can stand for a character of an address; others stay as they are. */
const decodeEntities = (text: string): string =>
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

/** @returns null unless it is base64, of either alphabet, of valid UTF-8 */
function fromBase64Url(text: string): string | null {
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
 * URL Defense's version 3: `__ADDRESS__;CHARACTERS!…`. Characters that it doesn't trust follow the
 * address in base64. In the address, `*` stands for the next of them, `**A` for the next two, `**B`
 * for three, and so on to `**_` for 65.
 *
 * @param path what follows `/v3/`
 * @returns empty if it isn't of that form
 */
export function decodeProofpoint3(path: string): string {
  const [, written, encoded = ''] = /^__(.+?)__;([\w-]*)!/.exec(path) ?? []
  const kept = fromBase64Url(encoded)
  if (written === undefined || kept === null) return ''
  const characters = [...kept]
  let at = 0
  return (
    decodePercent(written)
      // Some servers merge two slashes into one.
      .replace(/^([a-z]+:\/)(?=[^/])/i, '$1/')
      .replace(/\*(?:\*([\w-]))?/g, (_, run?: string) => {
        const from = at
        at += run === undefined ? 1 : lengths.indexOf(run) + 2
        return characters.slice(from, at).join('')
      })
  )
}
