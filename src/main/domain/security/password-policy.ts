import type { PasswordReason } from '@contract/errors'
import { minPasswordLength } from '@contract/limits'
import type { PasswordAssessment } from '@contract/models'
import { ownWords } from '../email-address'
import { DomainFailure } from '../failure'
import type { PasswordMeter, WeakPattern } from '../ports'
import { withoutOwn } from './own-parts'

/** Code points. NIST asks to allow at least 64; nothing is ever cut off. */
const maxPasswordLength = 256
/** zxcvbn's score from which guessing offline takes too long to be worth it (10^8 guesses). */
const minScore = 3

const reasons: Record<WeakPattern, PasswordReason> = {
  own_words: 'own_words',
  common: 'common',
  repeats: 'repeats',
  sequence: 'sequence',
  other: 'guessable',
}

/** NFC, so that one password typed on two keyboards is one password (NIST SP 800-63B-4 3.1.1.2). */
export function normalizePassword(typed: string): string {
  return typed.normalize('NFC')
}

export interface PasswordPolicy {
  /** For the meter. Never refuses. */
  assess(typed: string, email: string): Promise<PasswordAssessment>
  /**
   * @returns the password in the form that is hashed.
   * @throws DomainFailure PASSWORD_REFUSED with the first reason
   */
  accept(typed: string, email: string): Promise<string>
}

export function passwordPolicy(meter: PasswordMeter): PasswordPolicy {
  /** As strong as it is without what is of the address: the meter knows that only as whole words. */
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
