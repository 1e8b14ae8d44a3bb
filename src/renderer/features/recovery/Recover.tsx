import { useTranslation } from 'react-i18next'
import { CodeField } from '../../shared/RecoveryCode'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import type { ScreenOf } from '../../stores/screens'
import { EmailField } from '../../ui/Field'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'

/**
 * Resets the password with the recovery code, without email, so that a dead mail server locks no one out.
 */
export function Recover({ email, ended }: ScreenOf<'recover'>) {
  const { t } = useTranslation(['safety', 'app'])
  const { app } = useServices()
  const { form, wait, submit, busy } = useAsking({
    defaults: { email, code: '' },
    at: { EMAIL_INVALID: 'email', RECOVERY_MISTYPED: 'code' },
    send: (values) => app.recover(values.email, values.code),
  })
  const { errors } = form.formState

  return (
    <Journey
      title={t('recover.title')}
      lead={t('recover.lead')}
      onBack={() => app.go({ name: 'forgot-password', email: form.getValues('email') })}
    >
      {ended && (
        <Note tone="info" live="status">
          {t('recover.ended')}
        </Note>
      )}
      <Form
        onSubmit={submit}
        busy={busy}
        error={errors.root?.message}
        actions={
          <SubmitButton busy={busy} busyLabel={t('recover.busy')} waitUntil={wait.until}>
            {t('app:continue')}
          </SubmitButton>
        }
      >
        <EmailField
          label={t('app:email.label')}
          error={errors.email?.message}
          autoFocus={email === ''}
          {...form.register('email', {
            validate: (typed) => typed.trim() !== '' || t('app:email.missing'),
          })}
        />
        <CodeField
          label={t('code.label')}
          hint={t('code.hint')}
          error={errors.code?.message}
          autoFocus={email !== ''}
          {...form.register('code', { required: t('code.missing') })}
        />
        {wait.until !== null && <WaitNote until={wait.until} text={t('app:wait.signIn')} />}
      </Form>
    </Journey>
  )
}
