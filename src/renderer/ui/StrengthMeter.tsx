import { minPasswordLength } from '@contract/limits'
import type { PasswordAssessment } from '@contract/models'
import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './strength-meter.css'

interface Judgement {
  readonly tone: 'none' | 'short' | 'bad' | 'fair' | 'good'
  /** 0 to 100. */
  readonly fill: number
}

/** Length alone fills the bar no further than this (in percent). */
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

/** Hidden from screen readers: a text beside it must say the same. */
export function StrengthMeter({ tone, fill }: Judgement) {
  return (
    <meter className="strength-meter" data-tone={tone} max={100} value={fill} aria-hidden="true" />
  )
}

/** The strength of a password in words: shown at once, read out when typing pauses. */
export function StrengthWords({ assessment }: { assessment: PasswordAssessment | null }) {
  const { t } = useTranslation()
  const words = wordsFor(t, assessment)
  const spoken = useSettled(assessment === null ? '' : words, 900)
  return (
    <>
      <p
        className="strength-words"
        data-tone={judgement(assessment).tone}
        data-room={t('password.hint')}
      >
        <span>{words}</span>
      </p>
      <span className="unseen" role="status">
        {spoken}
      </span>
    </>
  )
}

function wordsFor(t: TFunction, assessment: PasswordAssessment | null): string {
  if (assessment === null) return t('password.hint')
  if (assessment.missing > 0) return t('password.missing', { count: assessment.missing })
  if (assessment.reason !== null) return t(`password.reason.${assessment.reason}`)
  return t(`password.score.${assessment.score}`)
}

/** The last value that stayed the same for `afterMs`. */
function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}
