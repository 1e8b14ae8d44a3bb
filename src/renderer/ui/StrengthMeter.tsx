import type { Judgement } from './judgement'
import './strength-meter.css'

/** Only for eyes: whoever shows it says the same in words. */
export function StrengthMeter({ tone, fill }: Judgement) {
  return (
    <meter className="strength-meter" data-tone={tone} max={100} value={fill} aria-hidden="true" />
  )
}
