import type { PasswordAssessment } from '@contract/models'
import { judgement } from './judgement'
import './strength-meter.css'

/** Only for eyes: `StrengthWords` says the same. Null while there is nothing to judge. */
export function StrengthMeter({ assessment }: { assessment: PasswordAssessment | null }) {
  const { tone, fill } = judgement(assessment)
  return (
    <meter className="strength-meter" data-tone={tone} max={100} value={fill} aria-hidden="true" />
  )
}
