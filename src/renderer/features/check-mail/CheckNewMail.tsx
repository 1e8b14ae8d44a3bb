import { Trans, useTranslation } from 'react-i18next'
import { useMailNeeds, useServices } from '../../app/services'
import type { ScreenOf } from '../../stores/screens'
import { Journey } from '../../ui/Journey'
import { MailHealth } from '../outbox/MailHealth'
import { MailSteps } from './MailSteps'
import { PasteForm } from './PasteForm'
import { SendAgain } from './SendAgain'
import { SlowMail } from './SlowMail'

/** For a mail like the one whose link was too old: nothing has to be asked again. */
export function CheckNewMail({ mail }: ScreenOf<'check-new-mail'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const needs = useMailNeeds()
  const reset = mail.purpose === 'reset'
  const lead = reset ? 'checkMail.leadNew' : 'checkMail.leadNewConfirm'
  return (
    <Journey
      title={t('checkMail.title')}
      lead={
        <Trans
          i18nKey={needs === null ? lead : `${lead}Waits`}
          values={{ email: mail.maskedEmail }}
          components={{ who: <span className="strong breaks" /> }}
        />
      }
      onBack={() => app.goHome()}
      backLabel={t('close')}
    >
      <MailSteps
        askedAt={mail.askedAt}
        next={t(reset ? 'checkMail.choose' : 'checkMail.confirm')}
      />
      <MailHealth />
      <PasteForm renewed={mail.ref} />
      {needs === null && <SlowMail askedAt={mail.askedAt} />}
      <div className="journey__foot">
        <span>{needs === null && t('checkMail.nothing')}</span>
        <SendAgain
          nextPossibleAt={mail.nextPossibleAt}
          send={() => app.renewAgain(mail)}
          done={t('checkMail.askedAgain')}
        />
      </div>
    </Journey>
  )
}
