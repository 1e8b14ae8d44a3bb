import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useFormat } from '../../i18n/use-format'
import type { ScreenOf } from '../../stores/screens'
import { Button } from '../../ui/Button'
import { Form } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { useSecondsLeft } from '../../ui/use-now'
import { LinkEnded } from '../link-problem/LinkEnded'
import { NewPasswordField } from '../password/NewPasswordField'

export function NewPassword({ link }: ScreenOf<'new-password'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const ended = useSecondsLeft(link.expiresAt) === 0
  const { register, handleSubmit, setError, control, formState } = useForm({
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = formState
  const typed = useWatch({ control, name: 'password' })

  const submit = handleSubmit(async ({ password }) => {
    const failure = await app.redeem(link, password)
    if (failure === null) return
    const refused = failure.code === 'PASSWORD_REFUSED'
    const message = failureText(failure)
    // The link is as good as before: only a password that is taken uses it.
    setError(refused ? 'password' : 'root', { message }, { shouldFocus: true })
  })

  return (
    <Journey
      title={t('newPassword.title')}
      lead={t(ended ? 'newPassword.leadEnded' : 'newPassword.lead', {
        email: link.maskedEmail,
        time: format.time(link.expiresAt),
      })}
      onBack={() => app.dismiss(link)}
      backLabel={t('cancel')}
    >
      {ended ? (
        <LinkEnded />
      ) : (
        <Form
          onSubmit={submit}
          busy={isSubmitting}
          error={errors.root?.message}
          actions={
            <Button wide type="submit" busy={isSubmitting} busyLabel={t('newPassword.busy')}>
              {t('newPassword.submit')}
            </Button>
          }
        >
          <Note tone="info">{t('newPassword.signedOut')}</Note>
          <NewPasswordField
            label={t('newPassword.label')}
            typed={typed}
            about={{ kind: 'link', ref: link.ref }}
            error={errors.password?.message}
            autoFocus
            {...register('password', { required: t('password.missingNew') })}
          />
        </Form>
      )}
    </Journey>
  )
}
