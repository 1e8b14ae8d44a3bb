import { Trans, useTranslation } from 'react-i18next'
import { useMailNeeds, useServices } from '../../app/services'
import type { ScreenOf } from '../../stores/screens'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { MailHealth } from '../outbox/MailHealth'
import { DontSend } from './DontSend'
import { MailSteps } from './MailSteps'
import { PasteForm } from './PasteForm'
import { SendAgain } from './SendAgain'
import { SlowMail } from './SlowMail'

/** The same, to the letter, whether or not the address has an account. */
export function CheckMail({ email, asked }: ScreenOf<'check-mail'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const needs = useMailNeeds()
  return (
    <Journey
      title={t('checkMail.title')}
      lead={
        <Trans
          i18nKey={needs === null ? 'checkMail.lead' : 'checkMail.leadWaits'}
          values={{ email }}
          components={{ who: <span className="strong breaks" /> }}
        />
      }
      onBack={() => app.go({ name: 'forgot-password', email })}
    >
      <MailSteps askedAt={asked.askedAt} next={t('checkMail.choose')} />
      <MailHealth />
      <PasteForm email={email} />
      {needs === null && <SlowMail askedAt={asked.askedAt} />}
      <div className="journey__foot">
        <span>{needs === null && t('checkMail.nothing')}</span>
        <SendAgain
          nextPossibleAt={asked.nextPossibleAt}
          send={() => app.askReset(email)}
          done={t('checkMail.askedAgain')}
        />
      </div>
      <DontSend key={asked.askedAt} email={email} />
      <div className="journey__foot">
        <span>{t('forgot.withoutMail')}</span>
        <LinkButton onClick={() => app.go({ name: 'recover', email })}>
          {t('forgot.code')}
        </LinkButton>
      </div>
    </Journey>
  )
}
