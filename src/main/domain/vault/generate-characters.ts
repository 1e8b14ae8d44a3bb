import type { GeneratorOptions } from '@contract/vault-channels'
import type { Generated } from '@contract/vault-models'

export type CharacterOptions = Extract<GeneratorOptions, { kind: 'characters' }>

/** Printable ASCII without the space, quotes and backslash that forms and shells stumble over. */
const symbols = '!#$%&()*+,-./:;<=>?@[]^_{|}~'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const easilyTaken = /[0Oo1lI|]/g

/** What may stand in the text, class by class; small letters always. */
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
 * Each character from all classes alike; a text that lacks one of them is thrown away whole, so
 * that those which have all are equally likely.
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
