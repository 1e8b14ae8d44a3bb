import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import type { ScreenOf } from '../../stores/screens'
import { Button } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { type NextStep, nextSteps } from './next-steps'
import './link-problem.css'

/** Why a link did not work, and what works instead. Never a dead end. */
export function LinkProblem({ code, from }: ScreenOf<'link-problem'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const signedIn = useAppState((state) => state.session !== null) === true

  const take: Record<NextStep, () => unknown> = {
    askAgain: () => app.go({ name: 'forgot-password', email: '' }),
    pasteAgain: () => app.go({ name: 'paste-link' }),
    signIn: () => app.goHome(),
    home: () => app.goHome(),
    // A link from outside is handed out once: it has to come again, by whichever way.
    tryAgain: () => app.go(from ?? { name: 'paste-link' }),
  }

  return (
    <Journey
      title={t(`linkProblem.${code}.title`)}
      lead={t(`linkProblem.${code}.what`)}
      onBack={() => app.goHome()}
      backLabel={t('close')}
    >
      <p className="link-problem__todo">
        {signedIn ? t('linkProblem.todoSignedIn') : t(`linkProblem.${code}.todo`)}
      </p>
      <div className="link-problem__actions">
        {nextSteps(code, signedIn).map((step, index) => (
          <Button key={step} wide kind={index === 0 ? 'primary' : 'quiet'} onClick={take[step]}>
            {t(`linkProblem.${step}`)}
          </Button>
        ))}
      </div>
    </Journey>
  )
}
