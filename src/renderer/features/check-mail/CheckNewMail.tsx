import { Trans, useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
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
  const reset = mail.purpose === 'reset'
  return (
    <Journey
      title={t('checkMail.title')}
      lead={
        <Trans
          i18nKey={reset ? 'checkMail.leadNew' : 'checkMail.leadNewConfirm'}
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
      <SlowMail askedAt={mail.askedAt} />
      <div className="journey__foot">
        <span>{t('checkMail.nothing')}</span>
        <SendAgain
          nextPossibleAt={mail.nextPossibleAt}
          send={() => app.renewAgain(mail)}
          done={t('checkMail.askedAgain')}
        />
      </div>
    </Journey>
  )
}
