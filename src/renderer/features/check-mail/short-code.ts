import { withoutSpaces } from '@contract/base32'

/** The short code of a mail: ten characters of Crockford's base32, in two groups. */
const whole = 10
const group = 5
/** Typed one too many of: still a code that is being typed, to be mended. */
const most = whole + 2

/** With I, L and O, which main reads as digits. There is no U in a code. */
const hasItsLetters = (plain: string) => /^[0-9A-TV-Z]+$/.test(plain)

/** What is in the field could be a code, or its beginning. */
export function isLikeCode(text: string): boolean {
  const plain = withoutSpaces(text)
  return plain.length <= most && hasItsLetters(plain)
}

/** All that was typed or pasted is one code. */
export function isCode(text: string): boolean {
  const plain = withoutSpaces(text)
  return plain.length === whole && hasItsLetters(plain)
}

/** As it stands in the mail. */
function grouped(text: string): string {
  const plain = withoutSpaces(text)
  return plain.length > group ? `${plain.slice(0, group)}-${plain.slice(group)}` : plain
}

/**
 * What the field shows once `before` has become `typed`: a code in its groups. The hyphen that came
 * by itself goes again when it turns out that something else is being typed.
 */
export function asShown(before: string, typed: string): string {
  if (isLikeCode(typed)) return grouped(typed)
  const ours = before.length > group && before === grouped(before) && isLikeCode(before)
  return ours && typed.startsWith(before)
    ? before.replace('-', '') + typed.slice(before.length)
    : typed
}
