import { useTranslation } from 'react-i18next'
import { useAppState, useMailNeeds, useServices } from '../../app/services'
import type { ScreenOf } from '../../stores/screens'
import { Journey } from '../../ui/Journey'
import { AskForMail } from './AskForMail'
import { WithoutMail } from './WithoutMail'

/** Two ways back in: a mail, and the recovery code, which needs none. */
export function ForgotPassword({ email }: ScreenOf<'forgot-password'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const mailReady = useAppState((state) => state.mailReady) === true
  const lead = useMailNeeds() === null ? t('forgot.lead') : t('forgot.leadWaits')
  const locked = useAppState((state) => state.locked !== null) === true
  return (
    <Journey
      title={t('forgot.title')}
      lead={mailReady ? lead : t('forgot.noMail')}
      onBack={() => app.go(locked ? { name: 'unlock' } : { name: 'sign-in', email, ended: false })}
    >
      {mailReady ? <AskForMail email={email} /> : <WithoutMail email={email} />}
    </Journey>
  )
}
