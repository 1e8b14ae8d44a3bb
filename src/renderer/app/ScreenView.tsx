import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckMail, CheckNewMail } from '../features/check-mail/CheckMail'
import { PasteLink } from '../features/check-mail/PasteForm'
import { ConfirmAddress } from '../features/links/ConfirmAddress'
import { LinkProblem } from '../features/links/LinkProblem'
import { LinkQuestion } from '../features/links/LinkQuestion'
import { NewPassword } from '../features/links/NewPassword'
import { Recover } from '../features/recovery/Recover'
import { RecoveryOffer } from '../features/recovery/RecoveryOffer'
import { CreateAccount } from '../features/signed-out/CreateAccount'
import { Done } from '../features/signed-out/Done'
import { FirstRun } from '../features/signed-out/FirstRun'
import { ForgotPassword } from '../features/signed-out/ForgotPassword'
import { SignIn } from '../features/signed-out/SignIn'
import { Unlock } from '../features/signed-out/Unlock'
import { StartProblem } from '../features/start-problem/StartProblem'
import type { Screen } from '../stores/screens'
import { Progress } from '../ui/Spinner'
import { Diagnostics, Home } from './later'
import './app.css'

export function ScreenView({ screen }: { screen: Screen }) {
  switch (screen.name) {
    case 'starting':
      return <Starting />
    case 'start-problem':
      return <StartProblem {...screen} />
    case 'first-run':
      return <FirstRun />
    case 'create-account':
      return <CreateAccount {...screen} />
    case 'sign-in':
      return <SignIn {...screen} />
    case 'unlock':
      return <Unlock />
    case 'recovery-offer':
      return <RecoveryOffer />
    case 'recover':
      return <Recover {...screen} />
    case 'forgot-password':
      return <ForgotPassword {...screen} />
    case 'check-mail':
      return <CheckMail {...screen} />
    case 'check-new-mail':
      return <CheckNewMail {...screen} />
    case 'paste-link':
      return <PasteLink {...screen} />
    case 'link-question':
      return <LinkQuestion {...screen} />
    case 'new-password':
      return <NewPassword {...screen} />
    case 'confirm-address':
      return <ConfirmAddress {...screen} />
    case 'link-problem':
      return <LinkProblem {...screen} />
    case 'done':
      return <Done {...screen} />
    case 'diagnostics':
      return (
        <Suspense fallback={<Starting />}>
          <Diagnostics {...screen} />
        </Suspense>
      )
    case 'home':
      return (
        <Suspense fallback={<Starting />}>
          <Home {...screen} />
        </Suspense>
      )
  }
}

/** Empty for the first 300 ms; the first screen is usually there by then. */
function Starting() {
  const { t } = useTranslation()
  return (
    <main className="starting">
      <h1 className="unseen">{t('brand')}</h1>
      <Progress label={t('starting')} />
    </main>
  )
}
