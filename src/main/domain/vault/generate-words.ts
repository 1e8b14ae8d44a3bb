import type { GeneratorOptions } from '@contract/vault-channels'
import type { Generated } from '@contract/vault-models'

export type WordOptions = Extract<GeneratorOptions, { kind: 'words' }>

/**
 * Words drawn from the list, each as likely as any: log2 of its length a word, 12.92 bits of
 * 7,776. Capitals and the separator add nothing; the digit ten times as many as it has places.
 */
export function generateWords(
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
