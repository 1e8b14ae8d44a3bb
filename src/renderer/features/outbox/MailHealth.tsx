import { useTranslation } from 'react-i18next'
import { useMailNeeds } from '../../app/services'
import { Note } from '../../ui/Note'
import { WaysLeft } from './WaysLeft'

/** What mail waits for: the same for everyone, and about no address. */
export function MailHealth() {
  const { t } = useTranslation('outbox')
  const needs = useMailNeeds()
  return (
    // Always there: a live region that comes with its text is not read.
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
