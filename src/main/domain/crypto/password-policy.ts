import type { PasswordReason } from '@contract/errors'
import { minPasswordLength } from '@contract/limits'
import type { PasswordAssessment } from '@contract/models'
import { ownWords } from '../email-address'
import { DomainFailure } from '../failure'
import type { PasswordMeter, WeakPattern } from '../ports'

/** Code points. NIST wants at least 64 to be allowed; passwords are never truncated. */
const maxPasswordLength = 256
/** zxcvbn's score from which offline guessing takes too long to be worth it (10^8 guesses). */
const minScore = 3

const reasons: Record<WeakPattern, PasswordReason> = {
  own_words: 'own_words',
  common: 'common',
  repeats: 'repeats',
  sequence: 'sequence',
  other: 'guessable',
}

/** NFC, so that the same password typed on two keyboards is the same text (NIST SP 800-63B-4 3.1.1.2). */
export function normalizePassword(typed: string): string {
  return typed.normalize('NFC')
}

export interface PasswordPolicy {
  /** For the strength meter. Never refuses. */
  assess(typed: string, email: string): Promise<PasswordAssessment>
  /**
   * @returns the password in the form that is hashed
   * @throws DomainFailure PASSWORD_REFUSED with the first reason
   */
  accept(typed: string, email: string): Promise<string>
}

export function passwordPolicy(meter: PasswordMeter): PasswordPolicy {
  /** The strength without the parts that come from the address. The meter finds those only as whole words. */
  async function judge(password: string, email: string) {
    const words = ['latchkey', ...ownWords(email)]
    const whole = await meter.estimate(password, words)
    const rest = withoutOwn(password, email)
    const left = rest === password ? whole : await meter.estimate(rest, words)
    return left.score < whole.score ? { score: left.score, weakest: 'own_words' as const } : whole
  }

  async function assess(typed: string, email: string): Promise<PasswordAssessment> {
    const password = normalizePassword(typed)
    const length = [...password].length
    const missing = Math.max(0, minPasswordLength - length)
    if (!password.isWellFormed()) return { score: 0, reason: 'not_text', missing }
    if (length > maxPasswordLength) return { score: 0, reason: 'too_long', missing }
    if (length === 0) return { score: 0, reason: 'too_short', missing }
    const { score, weakest } = await judge(password, email)
    if (missing > 0) return { score, reason: 'too_short', missing }
    return { score, reason: score < minScore ? reasons[weakest] : null, missing }
  }

  return {
    assess,
    async accept(typed, email) {
      const { reason } = await assess(typed, email)
      if (reason !== null) throw new DomainFailure('PASSWORD_REFUSED', { reason })
      return normalizePassword(typed)
    },
  }
}

// Parts of a password that come from the person's address, in any spelling.

/** Shorter parts occur in too many other words. */
const shortest = 3
/** The app's name counts as part of the address: it comes to mind as easily. */
const program = 'latchkey'

/** Characters that stand for a letter. Letters that share such a character count as one: `1` is i and l. */
const standsFor: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', l: 'i', '!': 'i', '|': 'i', '2': 'z', '3': 'e', '€': 'e' },
  ...{ '4': 'a', '@': 'a', '5': 's', $: 's', '6': 'g', '9': 'g', '7': 't', '+': 't', '8': 'b' },
}

/**
 * The letters that one character stands for, without case, accents or other variants; empty for a
 * separator.
 */
function plain(sign: string): string {
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '')
  const lower = bare.toUpperCase().toLowerCase()
  const letters = [...lower].map((letter) => standsFor[letter] ?? letter).join('')
  return letters.replace(/[^\p{L}\p{N}]/gu, '')
}

const reversed = (text: string) => [...text].toReversed().join('')

/** The words of the address, alone and joined, forwards and backwards, as plain letters. */
function partsOf(address: string): readonly string[] {
  const plainly = (text: string) => [...text].map(plain).join('')
  const halves = address.split('@').map((half) => half.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
  const words = halves.flat()
  // `ada` and `1815` in `ada1815`.
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
 * Removes everything that comes from the address, then the separators between the rest. What is
 * left must be strong by itself: anyone who knows the address will try it first.
 *
 * @example
 * withoutOwn('Ada.3xample-Com2026', 'ada@example.com') // '2026'
 */
function withoutOwn(password: string, address: string): string {
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
  // The meter would count a separator as a word of its own.
  return signs.filter((sign, at) => !own.has(at) && !/[\s._,-]/u.test(sign)).join('')
}
