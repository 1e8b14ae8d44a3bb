import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useAppState, useServices } from '../../shared/services'
import type { ScreenOf } from '../../stores/screens'
import { useAnnounce } from '../../ui/Announcer'
import { Checkbox } from '../../ui/Checkbox'
import { EmailField, PasswordField } from '../../ui/Field'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'

export function SignIn({ email, ended }: ScreenOf<'sign-in'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const remembered = useAppState((state) => state.rememberedEmail)
  const known = email || remembered || ''
  const { register, handleSubmit, setError, setFocus, getValues, control, formState } = useForm({
    defaultValues: { email: known, password: '', remember: remembered !== null },
  })
  const { errors, isSubmitting } = formState
  const wait = useSignInWait(useWatch({ control, name: 'email' }))

  useEffect(() => {
    if (ended) announce(t('signIn.ended'))
  }, [ended, announce, t])

  const submit = handleSubmit(async (values) => {
    const failure = await app.signIn(values)
    if (failure === null) return
    if (failure.code === 'WAIT' && failure.retryAt !== undefined) {
      wait.begin(values.email, failure.retryAt)
    } else {
      // Shown for the whole form: a field would reveal which of the two was wrong.
      const altered = failure.code === 'ACCOUNT_ALTERED'
      setError('root', { message: altered ? t('signIn.altered') : failureText(failure) })
    }
    setFocus('password', { shouldSelect: true })
  })

  return (
    <Journey title={t('signIn.title')} lead={t('signIn.lead')}>
      {ended && <Note tone="info">{t('signIn.ended')}</Note>}
      <Form
        onSubmit={submit}
        busy={isSubmitting}
        error={errors.root?.message}
        actions={
          <SubmitButton busy={isSubmitting} busyLabel={t('signIn.busy')} waitUntil={wait.until}>
            {t('signIn.submit')}
          </SubmitButton>
        }
      >
        <EmailField
          label={t('email.label')}
          error={errors.email?.message}
          autoFocus={known === ''}
          {...register('email', { validate: (typed) => typed.trim() !== '' || t('email.missing') })}
        />
        <PasswordField
          label={t('password.label')}
          autoComplete="current-password"
          error={errors.password?.message}
          autoFocus={known !== ''}
          aside={
            <LinkButton
              onClick={() => app.go({ name: 'forgot-password', email: getValues('email').trim() })}
            >
              {t('signIn.forgot')}
            </LinkButton>
          }
          {...register('password', { required: t('password.missingCurrent') })}
        />
        <Checkbox label={t('remember')} {...register('remember')} />
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.signIn')} />}
      </Form>
      <p className="journey__foot journey__foot--centre">
        {t('signIn.newHere')}{' '}
        <LinkButton onClick={() => app.go({ name: 'create-account', email: '' })}>
          {t('signIn.create')}
        </LinkButton>
      </p>
    </Journey>
  )
}

/** Roughly how main compares addresses: a mismatch only means that main is asked again. */
const key = (email: string) => email.trim().toLowerCase()

/** A backoff belongs to the address it occurred with: someone else may sign in meanwhile. */
function useSignInWait(typed: string) {
  const [waits, setWaits] = useState<ReadonlyMap<string, number>>(new Map())
  return {
    until: waits.get(key(typed)) ?? null,
    begin: (email: string, until: number) => setWaits(new Map(waits).set(key(email), until)),
  }
}
