import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { useMailNeeds, useServices } from '../../shared/services'
import type { ScreenOf } from '../../stores/screens'
import { useBusy } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { Steps } from '../../ui/Steps'
import { useSecondsLeft } from '../../ui/use-now'
import { MailStatus } from '../status/MailStatus'
import { PasteForm } from './PasteForm'
import { SendAgain } from './SendAgain'

/** Exactly the same text whether or not the address has an account. */
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
      <MailStatus />
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

/** For the new email that replaces an expired link: nothing has to be entered again. */
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
      <MailStatus />
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

interface Props {
  askedAt: number
  /** What the email's link leads to. */
  next: string
}

function MailSteps({ askedAt, next }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Steps
      label={t('checkMail.steps')}
      steps={[
        {
          state: 'done',
          text: (
            <>
              {t('checkMail.asked')}
              <span className="muted"> · {format.time(askedAt)}</span>
            </>
          ),
        },
        { state: 'now', text: t('checkMail.open') },
        { state: 'next', text: next },
      ]}
    />
  )
}

/** Most emails arrive within a minute; after two, people begin to wonder. */
const slowMs = 2 * 60_000

/**
 * A hint for someone still waiting. It depends on the time alone, not on the email or whether there is
 * one.
 */
function SlowMail({ askedAt }: { askedAt: number }) {
  const { t } = useTranslation()
  const slow = useSecondsLeft(askedAt + slowMs) === 0
  return (
    // Rendered from the start: a live region that is added together with its text isn't read out.
    <div role="status">
      {slow && (
        <Note tone="info" title={t('checkMail.slowTitle')}>
          {t('checkMail.slow')}
        </Note>
      )}
    </div>
  )
}

/** Cancels a requested email. The answer doesn't reveal whether there was one, or for whom. */
function DontSend({ email }: { email: string }) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [said, setSaid] = useState<string>()

  const cancel = () =>
    run(async () => {
      const answer = await api.resetCancel({ email })
      setSaid(answer.ok ? t('checkMail.dontSendDone') : failureText(answer))
    })

  return (
    <div className="journey__foot">
      <span role="status">{said ?? t('checkMail.changedMind')}</span>
      <LinkButton quiet busy={busy} onClick={cancel}>
        {t('checkMail.dontSend')}
      </LinkButton>
    </div>
  )
}
