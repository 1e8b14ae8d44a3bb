import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useWait } from '../../app/use-wait'
import type { ScreenOf } from '../../stores/screens'
import { Button } from '../../ui/Button'
import { EmailField } from '../../ui/EmailField'
import { Form } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { WaitNote } from '../../ui/WaitNote'

export function ForgotPassword({ email }: ScreenOf<'forgot-password'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const [noMail, setNoMail] = useState(false)
  const wait = useWait()
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { email } })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    setNoMail(false)
    const failure = await app.askReset(values.email)
    if (failure === null || wait.takes(failure)) return
    if (failure.code === 'MAIL_NOT_SET_UP') {
      setNoMail(true)
      return
    }
    const field = failure.code === 'EMAIL_INVALID' ? 'email' : 'root'
    setError(field, { message: failureText(failure) }, { shouldFocus: true })
  })

  return (
    <Journey
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      onBack={() => app.go({ name: 'sign-in', email, ended: false })}
    >
      <Form
        onSubmit={submit}
        busy={isSubmitting}
        error={errors.root?.message}
        actions={
          <Button
            wide
            type="submit"
            busy={isSubmitting}
            busyLabel={t('forgot.busy')}
            off={wait.waiting}
          >
            {t('forgot.submit')}
          </Button>
        }
      >
        <EmailField
          label={t('email.label')}
          error={errors.email?.message}
          autoFocus
          {...register('email', { validate: (typed) => typed.trim() !== '' || t('email.missing') })}
        />
        {noMail && (
          <Note tone="warn" title={t('forgot.noMailTitle')} live="alert">
            {t('forgot.noMail')}
          </Note>
        )}
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.reset')} />}
      </Form>
      <p className="journey__foot journey__foot--centre">
        {t('forgot.haveMail')}{' '}
        <LinkButton onClick={() => app.go({ name: 'paste-link' })}>{t('forgot.paste')}</LinkButton>
      </p>
    </Journey>
  )
}
