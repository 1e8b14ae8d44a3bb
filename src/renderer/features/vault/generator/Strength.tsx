import { useTranslation } from 'react-i18next'
import { StrengthMeter } from '../../../ui/StrengthMeter'
import { strengthOf } from './strength-of'
import './strength.css'

/** How hard what was made is to guess: of the choice that was made, not of the text. */
export function Strength({ bits }: { bits: number }) {
  const { t } = useTranslation('vault')
  const { tone, words, fill } = strengthOf(bits)
  return (
    <div className="strength">
      <StrengthMeter tone={tone} fill={fill} />
      <p className="strength__words" data-tone={tone}>
        {t(`generator.strength.${words}`)}{' '}
        <span className="muted">{t('generator.bits', { count: Math.floor(bits) })}</span>
      </p>
    </div>
  )
}
