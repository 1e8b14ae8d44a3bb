import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../shared/services'
import {
  type LinkProblem as Problem,
  type Screen,
  type ScreenOf,
  typedEmail,
} from '../../stores/screens'
import { Actions, Button } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { Renew } from './Renew'
import './links.css'

const knowsAddress = (from: Screen | null): from is Screen =>
  from?.name === 'check-mail' || from?.name === 'check-new-mail'

/** Why a link did not work, and what to do instead. It always offers a next step. */
export function LinkProblem({ code, from }: ScreenOf<'link-problem'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const signedIn = useAppState((state) => state.session !== null) === true
  const [renewed, setRenewed] = useState<'no' | 'done' | 'gone'>('no')
  const email = typedEmail(from)
  const steps = nextSteps(code, signedIn, renewed === 'no')

  const take: Record<Exclude<NextStep, 'renew'>, () => unknown> = {
    askAgain: () => app.go({ name: 'forgot-password', email }),
    // If the address is known, there is no need to ask for it.
    pasteAgain: () => app.go(knowsAddress(from) ? from : { name: 'paste-link', email }),
    signIn: () => app.goHome(),
    home: () => app.goHome(),
    // A link from outside is handed to the screen only once: the person has to open or paste it again.
    tryAgain: () => app.go(from ?? { name: 'paste-link', email }),
  }
  function todo() {
    if (code === 'LINK_EXPIRED' && renewed === 'no') return t('linkProblem.todoRenew')
    return signedIn ? t('linkProblem.todoSignedIn') : t(`linkProblem.${code}.todo`)
  }

  return (
    <Journey
      title={t(`linkProblem.${code}.title`)}
      lead={t(`linkProblem.${code}.what`)}
      onBack={() => app.goHome()}
      backLabel={t('close')}
    >
      {renewed === 'done' ? (
        <Note tone="ok" live="status">
          {t('linkProblem.renewed')}
        </Note>
      ) : (
        <p className="link-problem__todo">{todo()}</p>
      )}
      <Actions>
        {steps.map((step, index) =>
          step === 'renew' ? (
            <Renew key={step} onDone={() => setRenewed('done')} onGone={() => setRenewed('gone')} />
          ) : (
            <Button
              key={step}
              wide
              // Takes the place of the button that was pressed.
              autoFocus={index === 0 && renewed !== 'no'}
              kind={index === 0 ? 'primary' : 'quiet'}
              onClick={take[step]}
            >
              {t(`linkProblem.${step}`)}
            </Button>
          ),
        )}
      </Actions>
    </Journey>
  )
}

type NextStep = 'renew' | 'askAgain' | 'pasteAgain' | 'signIn' | 'home' | 'tryAgain'

const signedOut: Record<Problem, readonly NextStep[]> = {
  LINK_INVALID: ['pasteAgain', 'askAgain'],
  LINK_KEY_LOST: ['askAgain', 'signIn'],
  LINK_EXPIRED: ['askAgain', 'signIn'],
  LINK_USED: ['signIn', 'askAgain'],
  LINK_SUPERSEDED: ['pasteAgain', 'askAgain'],
  CLOCK_BACKWARDS: ['tryAgain', 'askAgain'],
}

/**
 * The first step is the one most likely to help.
 * @param renewable main still knows an expired link and can send a new one in its place
 */
export function nextSteps(
  code: Problem,
  signedIn: boolean,
  renewable: boolean,
): readonly NextStep[] {
  if (code === 'LINK_EXPIRED' && renewable) return ['renew', signedIn ? 'home' : 'signIn']
  const steps = signedOut[code]
  if (!signedIn) return steps
  // A reset is requested when signed out; every other email can be sent again from the account.
  return [...steps.filter((step) => step === 'pasteAgain' || step === 'tryAgain'), 'home']
}
