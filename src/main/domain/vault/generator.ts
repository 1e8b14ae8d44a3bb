import type { GeneratorOptions } from '@contract/vault-channels'
import type { Generated } from '@contract/vault-models'
import type { Copier } from '../clipboard'
import type { Ports, Random } from '../ports'
import type { UseCases } from '../use-cases'

/** Passwords and passphrases. No one needs to be signed in: a new account wants one too. */
export function generatorUseCases(
  deps: Pick<Ports, 'random' | 'words'> & { readonly copier: Copier },
): UseCases<'generator'> {
  return {
    async make(options) {
      const below = uniform(deps.random)
      return options.kind === 'characters'
        ? generateCharacters(options, below)
        : generateWords(options, await deps.words(), below)
    },
    copy: ({ text }) => deps.copier.copy(text),
  }
}

type CharacterOptions = Extract<GeneratorOptions, { kind: 'characters' }>

/** Printable ASCII without the space, quotes and backslash, which trip up forms and shells. */
const symbols = '!#$%&()*+,-./:;<=>?@[]^_{|}~'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const easilyTaken = /[0Oo1lI|]/g

/** The possible characters, by class; lower-case letters always. */
export function characterClasses(options: CharacterOptions): readonly string[] {
  const chosen = [
    lower,
    options.upper ? lower.toUpperCase() : '',
    options.digits ? digits : '',
    options.symbols ? symbols : '',
  ].filter((one) => one !== '')
  return options.plain ? chosen.map((one) => one.replace(easilyTaken, '')) : chosen
}

/**
 * Draws each character uniformly from all classes. A text that lacks a class is discarded as a
 * whole, so that all complete texts are equally likely.
 */
export function generateCharacters(
  options: CharacterOptions,
  below: (count: number) => number,
): Generated {
  const classes = characterClasses(options)
  const alphabet = classes.join('')
  const draw = () =>
    Array.from({ length: options.length }, () => alphabet.charAt(below(alphabet.length))).join('')
  const complete = (text: string) =>
    classes.every((one) => [...text].some((character) => one.includes(character)))

  let text = draw()
  while (!complete(text)) text = draw()
  return { text, bits: characterBits(classes, options.length) }
}

/** log2 of the number of texts that have every class, by inclusion and exclusion: exact. */
function characterBits(classes: readonly string[], length: number): number {
  const total = classes.join('').length
  let share = 0
  for (let left = 0; left < 2 ** classes.length; left += 1) {
    const without = classes.filter((_, at) => (left >> at) & 1)
    const rest = total - without.join('').length
    share += (-1) ** without.length * (rest / total) ** length
  }
  return length * Math.log2(total) + Math.log2(share)
}

type WordOptions = Extract<GeneratorOptions, { kind: 'words' }>

/**
 * Draws words uniformly from the list: log2 of its length per word, 12.92 bits for 7,776. Capitals
 * and the separator add nothing; the digit adds log2 of ten times its possible places.
 */
function generateWords(
  options: WordOptions,
  list: readonly string[],
  below: (count: number) => number,
): Generated {
  const words = Array.from({ length: options.words }, () => {
    const word = list[below(list.length)] ?? ''
    return options.capitals ? word.charAt(0).toUpperCase() + word.slice(1) : word
  })
  const bits = options.words * Math.log2(list.length)
  if (!options.digit) return { text: words.join(options.separator), bits }
  const place = below(words.length)
  const text = words.with(place, `${words[place]}${below(10)}`).join(options.separator)
  return { text, bits: bits + Math.log2(10 * words.length) }
}

/** Two bytes per draw: for lists of up to 65,536. */
const range = 0x1_0000
const bytesAtOnce = 64

/** Draws uniformly from 0 to below `count`: draws that would favour small numbers are discarded. */
export function uniform(random: Pick<Random, 'bytes'>): (count: number) => number {
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0

  const draw = (): number => {
    if (at + 2 > bytes.length) {
      bytes = random.bytes(bytesAtOnce)
      at = 0
    }
    const drawn = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    at += 2
    return drawn
  }

  return (count) => {
    const fair = range - (range % count)
    let drawn = draw()
    while (drawn >= fair) drawn = draw()
    return drawn % count
  }
}
