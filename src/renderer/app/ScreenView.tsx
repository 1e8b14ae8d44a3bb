import { AccountHome } from '../features/account-home/AccountHome'
import { CheckMail } from '../features/check-mail/CheckMail'
import { PasteLink } from '../features/check-mail/PasteLink'
import { ConfirmAddress } from '../features/confirm-address/ConfirmAddress'
import { CreateAccount } from '../features/create-account/CreateAccount'
import { Done } from '../features/done/Done'
import { FirstRun } from '../features/first-run/FirstRun'
import { ForgotPassword } from '../features/forgot-password/ForgotPassword'
import { LinkProblem } from '../features/link-problem/LinkProblem'
import { LinkQuestion } from '../features/new-password/LinkQuestion'
import { NewPassword } from '../features/new-password/NewPassword'
import { SignIn } from '../features/sign-in/SignIn'
import { Starting } from '../features/start-problem/Starting'
import { StartProblem } from '../features/start-problem/StartProblem'
import type { Screen } from '../stores/screens'

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
    case 'forgot-password':
      return <ForgotPassword {...screen} />
    case 'check-mail':
      return <CheckMail {...screen} />
    case 'paste-link':
      return <PasteLink />
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
    case 'home':
      return <AccountHome {...screen} />
  }
}
