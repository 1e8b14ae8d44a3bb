export interface Text {
  readonly text: string
  /** False: the text ends within a character, or has invalid bytes; `lost` marks the first. */
  readonly whole: boolean
  /** The encoding was guessed: characters beyond ASCII may be wrong. */
  readonly guessed: boolean
}

/** Replaces bytes that aren't a valid character. */
export const lost = '\ufffd'

/**
 * Decodes text as programs write it: UTF-8 or UTF-16, with or without a byte order mark, otherwise
 * windows-1252, which includes the printable part of ISO 8859-1. The mark is dropped.
 */
export function decodeText(bytes: Uint8Array): Text {
  const encoding = utf16Of(bytes) ?? 'utf-8'
  const text = strict(bytes, encoding)
  if (text !== null) return { text, whole: true, guessed: false }
  const rest = new TextDecoder(encoding).decode(bytes)
  // A byte order mark or valid multibyte characters, which don't occur by chance, show that it is UTF-8
  // with a damaged byte. Read as windows-1252, every password with such a character would silently be
  // wrong.
  const damaged = encoding !== 'utf-8' || marked(bytes) || /[^\p{ASCII}\ufffd]/u.test(rest)
  if (damaged) return { text: rest, whole: false, guessed: false }
  const latin = windows1252(bytes)
  return { text: latin, whole: !latin.includes(lost), guessed: true }
}

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The byte order mark of UTF-8. */
const marked = ([a, b, c]: Uint8Array) => a === 0xef && b === 0xbb && c === 0xbf

/** Detected by the byte order mark, or by the zero bytes in a text that starts with Latin characters. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a && b === 0 && c && d === 0) return 'utf-16le'
  return a === 0 && b && c === 0 && d ? 'utf-16be' : null
}

/** 0x80 to 0x9f; `lost` for unassigned bytes (Microsoft's table of code page 1252). */
const between = `€${lost}‚ƒ„…†‡ˆ‰Š‹Œ${lost}Ž${lost}${lost}‘’“”•–—˜™š›œ${lost}žŸ`

/** Up to version 23, Node's own decoder for this encoding gives control characters for those bytes. */
function windows1252(bytes: Uint8Array): string {
  const latin = new TextDecoder('latin1').decode(bytes)
  return latin.replace(/[\x80-\x9f]/g, (one) => between[one.charCodeAt(0) - 0x80] ?? one)
}
