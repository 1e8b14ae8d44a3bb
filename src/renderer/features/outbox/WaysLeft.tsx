import { useTranslation } from 'react-i18next'
import './ways-left.css'

const ways = ['code', 'tries', 'keychain', 'copy'] as const

/** For whoever forgot the one password that could make mail go out again. */
export function WaysLeft() {
  const { t } = useTranslation('outbox')
  return (
    <div className="ways-left">
      <p>{t('ways.title')}</p>
      <ul>
        {ways.map((way) => (
          <li key={way}>{t(`ways.${way}`)}</li>
        ))}
      </ul>
      <p>{t('ways.kept')}</p>
    </div>
  )
}
