import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useServices } from '../../app/services'
import { Note } from '../../ui/Note'

/** That mail waits for its server: the same for everybody, and about no address. */
export function MailHealth() {
  const { t } = useTranslation('outbox')
  const { app } = useServices()
  const away = useStore(app.store, ({ state }) => state?.mailReaches === false)
  return (
    // Always there: a live region that comes with its text is not read.
    <div role="status">
      {away && (
        <Note tone="info" title={t('reach.title')}>
          {t('reach.what')}
        </Note>
      )}
    </div>
  )
}
