import { useTranslation } from 'react-i18next'
import { useMailNeeds } from '../../shared/services'
import { Note } from '../../ui/Note'
import './status.css'

/** What keeps emails from being sent: the same for everyone, with no address. */
export function MailStatus() {
  const { t } = useTranslation('outbox')
  const needs = useMailNeeds()
  return (
    // Always rendered: a live region that is added together with its text isn't read out.
    <div role="status">
      {needs !== null && (
        <Note tone={needs === 'password' ? 'warn' : 'info'} title={t('needs.title')}>
          <p>{t(`needs.${needs}`)}</p>
          {needs === 'password' && <WaysLeft />}
        </Note>
      )}
    </div>
  )
}

const ways = ['code', 'tries', 'keychain', 'copy'] as const

/** For someone who forgot the only password that could make emails go out again. */
function WaysLeft() {
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
