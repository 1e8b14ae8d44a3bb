import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as en from '@zxcvbn-ts/language-en'
import type { WeakPattern } from '../domain/ports'

/** Enough for a judgement; zxcvbn's run time grows faster than the length. */
const judgedLength = 128

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...en.dictionary },
  graphs: common.adjacencyGraphs,
})

export interface Estimate {
  readonly score: 0 | 1 | 2 | 3 | 4
  /** The pattern that covers most of the password. */
  readonly weakest: WeakPattern
}

/** How guessable a password is, by zxcvbn-ts (Wheeler, USENIX Security 2016). Works offline. */
export function estimate(password: string, words: readonly string[]): Estimate {
  const judged = [...password].slice(0, judgedLength).join('')
  const { score, sequence } = zxcvbn.check(judged, [...words])
  const covered = new Map<WeakPattern, number>()
  for (const match of sequence) {
    const pattern = weakness(match as { pattern: string; dictionaryName?: string })
    covered.set(pattern, (covered.get(pattern) ?? 0) + match.j - match.i + 1)
  }
  const [weakest = 'other'] = [...covered].toSorted((a, b) => b[1] - a[1])[0] ?? []
  return { score, weakest }
}

function weakness(match: { pattern: string; dictionaryName?: string }): WeakPattern {
  if (match.pattern === 'dictionary') {
    if (match.dictionaryName === 'userInputs') return 'own_words'
    return match.dictionaryName?.startsWith('passwords') ? 'common' : 'other'
  }
  if (match.pattern === 'repeat') return 'repeats'
  return match.pattern === 'sequence' || match.pattern === 'spatial' ? 'sequence' : 'other'
}
