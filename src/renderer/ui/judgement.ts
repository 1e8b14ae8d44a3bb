import { minPasswordLength } from '@contract/limits'
import type { PasswordAssessment } from '@contract/models'

export interface Judgement {
  readonly tone: 'none' | 'short' | 'bad' | 'fair' | 'good'
  /** 0 to 100. */
  readonly fill: number
}

/** What the length alone can fill: the rest has to be earned. */
const lengthShare = 40
const scoreFill = [30, 45, 64, 82, 100] as const

/** How the bar looks. A refused password never looks good, whatever its score. */
export function judgement(assessment: PasswordAssessment | null): Judgement {
  if (assessment === null) return { tone: 'none', fill: 0 }
  const { missing, reason, score } = assessment
  if (missing > 0) {
    const typed = Math.max(0, minPasswordLength - missing)
    return { tone: 'short', fill: (typed / minPasswordLength) * lengthShare }
  }
  if (reason !== null) return { tone: 'bad', fill: lengthShare }
  return { tone: score < 3 ? 'fair' : 'good', fill: scoreFill[score] }
}
