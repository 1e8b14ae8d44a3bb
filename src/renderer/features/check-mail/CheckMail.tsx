import { Trans, useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFormat } from '../../i18n/use-format'
import type { ScreenOf } from '../../stores/screens'
import { Journey } from '../../ui/Journey'
import { Steps } from '../../ui/Steps'
import { PasteForm } from './PasteForm'
import { SendAgain } from './SendAgain'

/** The same, to the letter, whether or not the address has an account. */
export function CheckMail({ email, asked }: ScreenOf<'check-mail'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const format = useFormat()
  return (
    <Journey
      title={t('checkMail.title')}
      lead={
        <Trans
          i18nKey="checkMail.lead"
          values={{ email }}
          components={{ who: <span className="strong breaks" /> }}
        />
      }
      onBack={() => app.go({ name: 'forgot-password', email })}
    >
      <Steps
        label={t('checkMail.steps')}
        steps={[
          {
            state: 'done',
            text: (
              <>
                {t('checkMail.asked')}
                <span className="muted"> · {format.time(asked.askedAt)}</span>
              </>
            ),
          },
          { state: 'now', text: t('checkMail.open') },
          { state: 'next', text: t('checkMail.choose') },
        ]}
      />
      <PasteForm />
      <div className="journey__foot">
        <span>{t('checkMail.nothing')}</span>
        <SendAgain
          nextPossibleAt={asked.nextPossibleAt}
          send={() => app.askReset(email)}
          done={t('checkMail.askedAgain')}
        />
      </div>
    </Journey>
  )
}
