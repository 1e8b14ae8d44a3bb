import type { PasswordAssessment } from '@contract/models'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { judgement } from './judgement'
import { useSettled } from './use-settled'
import './strength-words.css'

/** How good a password is, seen at once and heard when the typing rests. */
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
