import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { EmailField } from '../../ui/EmailField'
import { Form } from '../../ui/Form'
import { LinkButton } from '../../ui/LinkButton'
import { SubmitButton } from '../../ui/SubmitButton'
import { WaitNote } from '../../ui/WaitNote'
import { MailHealth } from '../outbox/MailHealth'
import { useAsking } from '../password/use-asking'

export function AskForMail({ email }: { email: string }) {
  const { t } = useTranslation()
  const { app } = useServices()
  const { form, wait, submit, busy } = useAsking({
    defaults: { email },
    at: { EMAIL_INVALID: 'email' },
    async send(values) {
      const failure = await app.askReset(values.email)
      if (failure?.code !== 'MAIL_NOT_SET_UP') return failure
      // Taken away meanwhile: the screen then shows the other way back in.
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
      <MailHealth />
    </>
  )
}
