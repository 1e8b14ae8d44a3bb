export interface Text {
  readonly text: string
  /** False: it ends within a letter, or a byte in it belongs to none; `lost` stands there first. */
  readonly whole: boolean
  /** It is not in an encoding that tells itself: letters beyond ASCII may be others. */
  readonly guessed: boolean
}

/** Stands in a text where its bytes were no letter. */
export const lost = '\ufffd'

/**
 * Text of a file as programs write it: UTF-8 or UTF-16, with or without its mark, else Windows'
 * Latin (windows-1252, of which ISO 8859-1 is a part). The mark is dropped.
 */
export function decodeText(bytes: Uint8Array): Text {
  const encoding = utf16Of(bytes) ?? 'utf-8'
  const text = strict(bytes, encoding)
  if (text !== null) return { text, whole: true, guessed: false }
  const rest = new TextDecoder(encoding).decode(bytes)
  // It says so, or has letters of several bytes, which do not come up by chance: it is UTF-8, and
  // one byte of it is bad. Read as Latin, every password with such a letter would be another one,
  // and no one would know.
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

/** The mark of UTF-8. */
const marked = ([a, b, c]: Uint8Array) => a === 0xef && b === 0xbb && c === 0xbf

/** By its mark, or because one byte of two is nothing in what begins as Latin text. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a && b === 0 && c && d === 0) return 'utf-16le'
  return a === 0 && b && c === 0 && d ? 'utf-16be' : null
}

/** 0x80 to 0x9f; no letter for bytes that no one assigned (Microsoft's table of code page 1252). */
const between = `€${lost}‚ƒ„…†‡ˆ‰Š‹Œ${lost}Ž${lost}${lost}‘’“”•–—˜™š›œ${lost}žŸ`

/** Node's own decoder of that name takes those for control characters up to version 23. */
function windows1252(bytes: Uint8Array): string {
  const latin = new TextDecoder('latin1').decode(bytes)
  return latin.replace(/[\x80-\x9f]/g, (one) => between[one.charCodeAt(0) - 0x80] ?? one)
}
