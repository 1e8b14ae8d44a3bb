import type { PasswordAssessment } from '@contract/models'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { judgement } from './judgement'
import { useSettled } from './use-settled'
import './strength-meter.css'

interface Props {
  /** Null while there is nothing to judge. */
  assessment: PasswordAssessment | null
  /** The field's error says it already. */
  silent: boolean
}

/** Goes into a password field's hint: a bar, and the same in words. */
export function StrengthMeter({ assessment, silent }: Props) {
  const { t } = useTranslation()
  const { tone, fill } = judgement(assessment)
  const words = wordsFor(t, assessment)
  // Heard when the typing rests, not at every letter.
  const spoken = useSettled(assessment === null || silent ? '' : words, 900)
  return (
    <div className="strength" data-tone={tone}>
      <meter className="strength__bar" max={100} value={fill} aria-hidden="true" />
      {!silent && <p className="strength__words">{words}</p>}
      <span className="unseen" role="status">
        {spoken}
      </span>
    </div>
  )
}

function wordsFor(t: TFunction, assessment: PasswordAssessment | null): string {
  if (assessment === null) return t('password.hint')
  if (assessment.missing > 0) return t('password.missing', { count: assessment.missing })
  if (assessment.reason !== null) return t(`password.reason.${assessment.reason}`)
  return t(`password.score.${assessment.score}`)
}
