import { useForm } from 'react-hook-form'
import { Trans, useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useAppState, useServices } from '../../shared/services'
import { useWait } from '../../shared/use-asking'
import { useBusy } from '../../ui/Button'
import { PasswordField } from '../../ui/Field'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'

/** Locked: the session's own password opens it again, or someone else signs in. */
export function Unlock() {
  const { t } = useTranslation(['safety', 'app'])
  const { app } = useServices()
  const failureText = useFailureText()
  const whose = useAppState((state) => state.locked?.email ?? '') ?? ''
  const wait = useWait()
  const leaving = useBusy()
  const { register, handleSubmit, setError, setFocus, formState } = useForm({
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ password }) => {
    const failure = await app.unlock(password)
    if (failure === null) return
    if (!wait.takes(failure)) {
      const field = failure.code === 'WRONG_PASSWORD' ? 'password' : 'root'
      const altered = failure.code === 'ACCOUNT_ALTERED'
      setError(field, { message: altered ? t('app:signIn.altered') : failureText(failure) })
    }
    setFocus('password', { shouldSelect: true })
  })
  const leave = () =>
    leaving.run(async () => {
      const failure = await app.leaveLocked()
      if (failure !== null) setError('root', { message: failureText(failure) })
    })

  return (
    <Journey
      title={t('unlock.title')}
      lead={
        <Trans
          t={t}
          i18nKey="unlock.lead"
          values={{ email: whose }}
          components={{ who: <span className="strong breaks" /> }}
        />
      }
    >
      <Form
        onSubmit={submit}
        busy={isSubmitting}
        error={errors.root?.message}
        actions={
          <SubmitButton busy={isSubmitting} busyLabel={t('unlock.busy')} waitUntil={wait.until}>
            {t('unlock.submit')}
          </SubmitButton>
        }
      >
        <PasswordField
          label={t('app:password.label')}
          autoComplete="current-password"
          error={errors.password?.message}
          autoFocus
          aside={
            <LinkButton onClick={() => app.go({ name: 'forgot-password', email: '' })}>
              {t('app:signIn.forgot')}
            </LinkButton>
          }
          {...register('password', { required: t('app:password.missingCurrent') })}
        />
        {wait.until !== null && <WaitNote until={wait.until} text={t('app:wait.password')} />}
      </Form>
      <p className="journey__foot journey__foot--centre">
        {t('unlock.notYou')}{' '}
        <LinkButton busy={leaving.busy} onClick={leave}>
          {t('unlock.other')}
        </LinkButton>
      </p>
    </Journey>
  )
}
