import type { ErrorCode } from '@contract/errors'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { bestLanguage } from '../../i18n/mail-languages'
import { useAppState, useServices } from '../../shared/services'
import { useWait } from '../../shared/use-asking'
import type { ScreenOf } from '../../stores/screens'
import { Button, useBusy } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { EmailField } from '../../ui/Field'
import { Form, WaitNote } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { NewPasswordField } from '../password/NewPasswordField'

export function CreateAccount({ email }: ScreenOf<'create-account'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const first = useAppState((state) => state.stage === 'create-first') === true
  const wait = useWait()
  const { register, handleSubmit, setError, control, formState } = useForm({
    defaultValues: { email, password: '', remember: false },
  })
  const { errors, isSubmitting } = formState
  const typed = useWatch({ control })

  const submit = handleSubmit(async (values) => {
    const language = bestLanguage(navigator.languages)
    const failure = await app.createAccount({ ...values, language })
    if (failure === null || wait.takes(failure)) return
    const field = fieldOf(failure.code)
    setError(field, { message: failureText(failure) }, { shouldFocus: true })
  })

  return (
    <Journey
      title={first ? t('createAccount.firstTitle') : t('createAccount.title')}
      lead={first ? t('createAccount.firstLead') : t('createAccount.lead')}
      onBack={first ? undefined : () => app.goHome()}
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
            busyLabel={t('createAccount.busy')}
            off={wait.waiting}
          >
            {t('createAccount.submit')}
          </Button>
        }
      >
        <EmailField
          label={t('email.label')}
          error={errors.email?.message}
          autoFocus
          {...register('email', { validate: (text) => text.trim() !== '' || t('email.missing') })}
        />
        <NewPasswordField
          label={t('password.label')}
          typed={typed.password ?? ''}
          about={{ kind: 'email', email: typed.email ?? '' }}
          error={errors.password?.message}
          {...register('password', { required: t('password.missingNew') })}
        />
        <Checkbox label={t('remember')} {...register('remember')} />
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.create')} />}
      </Form>
      {first && <OtherProfile />}
    </Journey>
  )
}

function fieldOf(code: ErrorCode): 'email' | 'password' | 'root' {
  if (code === 'EMAIL_INVALID') return 'email'
  return code === 'PASSWORD_REFUSED' ? 'password' : 'root'
}

/** The choice of the first run can be changed until there is an account. */
function OtherProfile() {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const own = useAppState((state) => state.profile === 'own') === true
  if (!own) return null

  const tryDemo = () =>
    run(async () => {
      const failure = await app.chooseProfile('demo')
      setError(failure === null ? undefined : failureText(failure))
    })

  return (
    <div className="journey__foot journey__foot--centre">
      {t('createAccount.noServer')}
      <LinkButton busy={busy} onClick={tryDemo}>
        {t('createAccount.tryDemo')}
      </LinkButton>
      <p role="alert">{error}</p>
    </div>
  )
}
