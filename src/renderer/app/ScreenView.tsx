import { Suspense } from 'react'
import { CheckMail } from '../features/check-mail/CheckMail'
import { CheckNewMail } from '../features/check-mail/CheckNewMail'
import { PasteLink } from '../features/check-mail/PasteLink'
import { ConfirmAddress } from '../features/confirm-address/ConfirmAddress'
import { CreateAccount } from '../features/create-account/CreateAccount'
import { Done } from '../features/done/Done'
import { FirstRun } from '../features/first-run/FirstRun'
import { ForgotPassword } from '../features/forgot-password/ForgotPassword'
import { LinkProblem } from '../features/link-problem/LinkProblem'
import { LinkQuestion } from '../features/new-password/LinkQuestion'
import { NewPassword } from '../features/new-password/NewPassword'
import { Recover } from '../features/recover/Recover'
import { RecoveryOffer } from '../features/recovery/RecoveryOffer'
import { SignIn } from '../features/sign-in/SignIn'
import { Starting } from '../features/start-problem/Starting'
import { StartProblem } from '../features/start-problem/StartProblem'
import { Unlock } from '../features/unlock/Unlock'
import type { Screen } from '../stores/screens'
import { Diagnostics } from './diagnostics'
import { Home } from './home'

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
