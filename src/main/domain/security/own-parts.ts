/** What of a password is made of its person's address, in whatever spelling. */

/** Shorter ones stand in too many other words. */
const shortest = 3
/** Ours stands for the address of the program: it is as close at hand. */
const program = 'latchkey'

/** What stands for a letter. Letters that one sign may stand for are one: `1` is i and l. */
const standsFor: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', l: 'i', '!': 'i', '|': 'i', '2': 'z', '3': 'e', '€': 'e' },
  ...{ '4': 'a', '@': 'a', '5': 's', $: 's', '6': 'g', '9': 'g', '7': 't', '+': 't', '8': 'b' },
}

/** The letters of one sign, without case, accents and other dress; none of a separator. */
function plain(sign: string): string {
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '')
  const lower = bare.toUpperCase().toLowerCase()
  const letters = [...lower].map((letter) => standsFor[letter] ?? letter).join('')
  return letters.replace(/[^\p{L}\p{N}]/gu, '')
}

const reversed = (text: string) => [...text].toReversed().join('')

/** The address' words, alone and joined, forwards and backwards, as plain letters. */
function partsOf(address: string): readonly string[] {
  const plainly = (text: string) => [...text].map(plain).join('')
  const halves = address.split('@').map((half) => half.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
  const words = halves.flat()
  // `ada` and `1815` of `ada1815`.
  const inWords = words.flatMap((word) => word.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [])
  const joined = [...halves, words].flatMap((some) => {
    const all = some.map(plainly)
    return [all.join(''), all.map(reversed).join('')]
  })
  const parts = [...[...words, ...inWords, address, program].map(plainly), ...joined]
  const both = parts.flatMap((part) => [part, reversed(part)])
  return [...new Set(both)].filter((part) => part.length >= shortest)
}

/**
 * Takes all out of a password that is of an address, and then what separates the rest. What is left
 * has to be strong by itself: an address is the first thing that anyone tries who knows it.
 *
 * @example
 * withoutOwn('Ada.3xample-Com2026', 'ada@example.com') // '2026'
 */
export function withoutOwn(password: string, address: string): string {
  const signs = [...password]
  const letters = signs.flatMap((sign, at) => [...plain(sign)].map((letter) => ({ letter, at })))
  const text = letters.map(({ letter }) => letter)
  const own = new Set<number>()
  for (const part of partsOf(address).map((part) => [...part])) {
    for (let from = 0; from + part.length <= text.length; from += 1) {
      if (!part.every((letter, at) => letter === text[from + at])) continue
      const first = letters[from]?.at ?? 0
      const last = letters[from + part.length - 1]?.at ?? 0
      for (let at = first; at <= last; at += 1) own.add(at)
    }
  }
  if (own.size === 0) return password
  // A separator would count as a word of its own.
  return signs.filter((sign, at) => !own.has(at) && !/[\s._,-]/u.test(sign)).join('')
}
