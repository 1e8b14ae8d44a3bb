/** Text as it is searched: lower case without diacritics, compatibility forms unified. */

/**
 * Unicode's NFKD without marks, in lower case; a final sigma counts as any other, because a search
 * may end in the middle of a word. White space becomes single spaces.
 */
export function searchable(text: string): string {
  const plain = isAscii.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(marks, '').toLowerCase().replaceAll('ς', 'σ')
  return plain.replace(spaces, ' ').trim()
}

const isAscii = /^[\0-\x7f]*$/
const marks = /\p{M}+/gu
const spaces = /\s+/g

/** Every word must be found, anywhere. */
export function searchWords(query: string): readonly string[] {
  const words = searchable(query).split(' ')
  return [...new Set(words)].filter((word) => word !== '')
}

/** An entry's searchable text, its title on the first line. Query words hold no line break. */
export const searchText = (title: string, rest: readonly string[]): string =>
  [title, ...rest].map(searchable).join('\n')

/** @param text null while it isn't read: no word is found in it */
export const matches = (text: string | null, words: readonly string[]): boolean =>
  words.every((word) => text?.includes(word) === true)

/**
 * How good a match is: 0 if the title begins with the query, 1 if each of its words begins a word
 * of the title, else 2.
 */
export function rankOf(text: string, words: readonly string[]): 0 | 1 | 2 {
  if (text.startsWith(words.join(' '))) return 0
  const line = text.indexOf('\n')
  const end = line < 0 ? text.length : line
  return words.every((word) => beginsAWord(text, end, word)) ? 1 : 2
}

/** Whether all results for `words` are among those for `before`: then only those are searched. */
export const narrows = (words: readonly string[], before: readonly string[]): boolean =>
  before.every((wide) => words.some((word) => word.includes(wide)))

const letterOrDigit = /[\p{L}\p{N}]/u

/** Before `end`, where the title's line ends. */
function beginsAWord(text: string, end: number, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0 && at < end; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !letterOrDigit.test(text.charAt(at - 1))) return true
  }
  return false
}
