import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useWait } from '../../app/use-wait'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { EmailField } from '../../ui/EmailField'
import { Form } from '../../ui/Form'
import { PasswordField } from '../../ui/PasswordField'
import { WaitNote } from '../../ui/WaitNote'

interface Props {
  onClose: () => void
  onDone: (text: string) => void
}

const fields = {
  EMAIL_INVALID: 'email',
  EMAIL_UNCHANGED: 'email',
  WRONG_PASSWORD: 'password',
} as const

export function ChangeAddress({ onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const wait = useWait()
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    const answer = await api.accountChangeEmail(values)
    if (answer.ok) return onDone(t('changeAddress.done'))
    if (wait.takes(answer)) return
    const field = answer.code in fields ? fields[answer.code as keyof typeof fields] : 'root'
    setError(field, { message: failureText(answer) }, { shouldFocus: true })
  })

  return (
    <Dialog title={t('account.change.address')} onClose={onClose}>
      <p className="muted">{t('changeAddress.what')}</p>
      <Form
        onSubmit={submit}
        busy={isSubmitting}
        error={errors.root?.message}
        layout="end"
        actions={
          <>
            <Button kind="quiet" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              busy={isSubmitting}
              busyLabel={t('changeAddress.busy')}
              off={wait.waiting}
            >
              {t('account.change.address')}
            </Button>
          </>
        }
      >
        <EmailField
          label={t('changeAddress.label')}
          autoComplete="email"
          error={errors.email?.message}
          {...register('email', { validate: (typed) => typed.trim() !== '' || t('email.missing') })}
        />
        <PasswordField
          label={t('password.yours')}
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: t('password.missingCurrent') })}
        />
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.password')} />}
      </Form>
    </Dialog>
  )
}
