import type { AccountHome } from '@contract/models'
import { Trans, useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { MailOnItsWay } from './MailOnItsWay'
import './confirm-banner.css'

interface Props {
  home: AccountHome
  reload: () => Promise<void>
}

/** What is missing until the address is confirmed, and the next step. */
export function ConfirmBanner({ home, reload }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const mailReady = useAppState((state) => state.mailReady) === true
  if (home.confirmed) return null

  if (!mailReady) {
    return (
      <Note tone="warn" title={t('banner.title')}>
        <p>{t(`banner.noMail.${home.role}`)}</p>
        {home.role === 'owner' && (
          <div className="confirm-banner__action">
            <Button small onClick={() => app.go({ name: 'home', section: 'mail' })}>
              {t('banner.setUpMail')}
            </Button>
          </div>
        )}
      </Note>
    )
  }
  return (
    <Note tone="warn" title={t('banner.title')}>
      <p>
        <Trans
          i18nKey={`banner.${home.confirmation.state}`}
          values={{ email: home.email }}
          components={{ who: <span className="strong breaks" /> }}
        />
      </p>
      <MailOnItsWay confirmation={home.confirmation} reload={reload} />
    </Note>
  )
}
