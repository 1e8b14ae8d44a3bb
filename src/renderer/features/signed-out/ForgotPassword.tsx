import { useTranslation } from 'react-i18next'
import { useAppState, useMailNeeds, useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import type { ScreenOf } from '../../stores/screens'
import { Actions, Button } from '../../ui/Button'
import { EmailField } from '../../ui/Field'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { MailStatus } from '../status/MailStatus'

/** A reset by email, or with the recovery code, which needs no email. */
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

function AskForMail({ email }: { email: string }) {
  const { t } = useTranslation()
  const { app } = useServices()
  const { form, wait, submit, busy } = useAsking({
    defaults: { email },
    at: { EMAIL_INVALID: 'email' },
    async send(values) {
      const failure = await app.askReset(values.email)
      if (failure?.code !== 'MAIL_NOT_SET_UP') return failure
      // The mail settings are gone: the screen then offers the recovery code.
      await app.refresh()
      return null
    },
  })
  const { errors } = form.formState

  return (
    <>
      <Form
        onSubmit={submit}
        busy={busy}
        error={errors.root?.message}
        actions={
          <SubmitButton busy={busy} busyLabel={t('forgot.busy')} waitUntil={wait.until}>
            {t('forgot.submit')}
          </SubmitButton>
        }
      >
        <EmailField
          label={t('email.label')}
          error={errors.email?.message}
          autoFocus
          {...form.register('email', {
            validate: (typed) => typed.trim() !== '' || t('email.missing'),
          })}
        />
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.reset')} />}
      </Form>
      <p className="journey__foot journey__foot--centre">
        {t('forgot.haveMail')}{' '}
        <LinkButton
          onClick={() => app.go({ name: 'paste-link', email: form.getValues('email').trim() })}
        >
          {t('forgot.paste')}
        </LinkButton>
      </p>
      <p className="journey__foot journey__foot--centre">
        {t('forgot.withoutMail')}{' '}
        <LinkButton
          onClick={() => app.go({ name: 'recover', email: form.getValues('email').trim() })}
        >
          {t('forgot.code')}
        </LinkButton>
      </p>
      <MailStatus />
    </>
  )
}

/** Email isn't set up, so only the recovery code can help. */
function WithoutMail({ email }: { email: string }) {
  const { t } = useTranslation()
  const { app } = useServices()
  return (
    <>
      <Actions>
        <Button wide autoFocus onClick={() => app.go({ name: 'recover', email })}>
          {t('forgot.code')}
        </Button>
      </Actions>
      <Note tone="info" title={t('forgot.noCodeTitle')}>
        {t('forgot.noCode')}
      </Note>
      <p className="journey__foot journey__foot--centre">
        {t('forgot.haveMail')}{' '}
        <LinkButton onClick={() => app.go({ name: 'paste-link', email })}>
          {t('forgot.paste')}
        </LinkButton>
      </p>
    </>
  )
}
