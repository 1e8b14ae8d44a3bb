/**
 * The second line of defence: nothing secret is given to the log in the first place (`line.ts`), and
 * what looks like something secret is taken out all the same, here and nowhere else.
 */

/** Digits and letters of codes: no I, L, O, U (Crockford's base 32). */
const sign = '[0-9A-HJKMNP-TV-Z]'

const patterns: readonly (readonly [RegExp, string])[] = [
  [/latchkey:\S+/gi, '<link>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '<address>'],
  // An address may hold quotes and brackets: everything up to the next space goes.
  [/\S*@\S+/g, '<address>'],
  [/(?:\/home|\/Users|[A-Za-z]:\\Users)[/\\][^/\\\s]+/g, '~'],
  // Keys, tokens, hashes: a long run that is no word.
  [/\b(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}/g, '<secret>'],
  [/[\w+/=-]{40,}/g, '<secret>'],
  // Recovery codes: groups, however they are parted.
  [new RegExp(`\\b${sign}{4,5}(?:[- ]${sign}{4,5}){3,}\\b`, 'g'), '<code>'],
  [new RegExp(`\\b${sign}{4,5}(?:-${sign}{4,5}){3,}\\b`, 'gi'), '<code>'],
  // Short codes: ten signs, or five and five.
  [new RegExp(`\\b${sign}{5}[- ]?${sign}{5}\\b`, 'g'), '<code>'],
  [new RegExp(`\\b${sign}{5}-${sign}{5}\\b`, 'gi'), '<code>'],
  [new RegExp(`\\b(?=[a-z]*\\d)${sign}{10}\\b`, 'gi'), '<code>'],
]

/** @param home the person's folder, whose name is often their own */
export function redactor(home: string): (text: string) => string {
  return (text) => {
    const away = home.length > 1 ? text.replaceAll(home, '~') : text
    return patterns.reduce((now, [pattern, instead]) => now.replace(pattern, instead), away)
  }
}
