import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useWait } from '../../app/use-wait'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Form } from '../../ui/Form'
import { PasswordField } from '../../ui/PasswordField'
import { WaitNote } from '../../ui/WaitNote'
import { NewPasswordField } from '../password/NewPasswordField'

interface Props {
  onClose: () => void
  onDone: (text: string) => void
}

const fields = { WRONG_PASSWORD: 'current', PASSWORD_REFUSED: 'next' } as const

export function ChangePassword({ onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { api } = useServices()
  const failureText = useFailureText()
  const wait = useWait()
  const { register, handleSubmit, setError, control, formState } = useForm({
    defaultValues: { current: '', next: '' },
  })
  const { errors, isSubmitting } = formState
  const next = useWatch({ control, name: 'next' })

  const submit = handleSubmit(async (values) => {
    const answer = await api.accountChangePassword(values)
    if (answer.ok) return onDone(t('changePassword.done'))
    if (wait.takes(answer)) return
    const field = answer.code in fields ? fields[answer.code as keyof typeof fields] : 'root'
    setError(field, { message: failureText(answer) }, { shouldFocus: true })
  })

  return (
    <Dialog title={t('account.change.password')} onClose={onClose}>
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
              busyLabel={t('changePassword.busy')}
              off={wait.waiting}
            >
              {t('account.change.password')}
            </Button>
          </>
        }
      >
        <PasswordField
          label={t('password.current')}
          autoComplete="current-password"
          error={errors.current?.message}
          {...register('current', { required: t('password.missingCurrent') })}
        />
        <NewPasswordField
          label={t('newPassword.label')}
          typed={next}
          about={{ kind: 'session' }}
          error={errors.next?.message}
          {...register('next', { required: t('password.missingNew') })}
        />
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.password')} />}
      </Form>
    </Dialog>
  )
}
