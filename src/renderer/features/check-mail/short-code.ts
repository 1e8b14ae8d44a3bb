import { withoutSpaces } from '@contract/base32'

/** The short code in an email: ten characters of Crockford's base32, in two groups. */
const whole = 10
const group = 5
/** A few characters too many are still treated as a code, so that they can be corrected. */
const most = whole + 2

/** Includes I, L and O, which main reads as digits. A code has no U. */
const hasItsLetters = (plain: string) => /^[0-9A-TV-Z]+$/.test(plain)

/** Whether the text could be a code, or the beginning of one. */
export function isLikeCode(text: string): boolean {
  const plain = withoutSpaces(text)
  return plain.length <= most && hasItsLetters(plain)
}

/** Whether the whole text is exactly one code. */
export function isCode(text: string): boolean {
  const plain = withoutSpaces(text)
  return plain.length === whole && hasItsLetters(plain)
}

/** As the email shows it. */
function grouped(text: string): string {
  const plain = withoutSpaces(text)
  return plain.length > group ? `${plain.slice(0, group)}-${plain.slice(group)}` : plain
}

/**
 * What the field shows once `before` has become `typed`: a code in its groups. The hyphen that was added
 * is removed again if the text turns out to be something else.
 */
export function asShown(before: string, typed: string): string {
  if (isLikeCode(typed)) return grouped(typed)
  const ours = before.length > group && before === grouped(before) && isLikeCode(before)
  return ours && typed.startsWith(before)
    ? before.replace('-', '') + typed.slice(before.length)
    : typed
}
