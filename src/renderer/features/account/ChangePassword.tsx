import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { PasswordField } from '../../ui/Field'
import { DialogForm } from '../password/DialogForm'
import { NewPasswordField } from '../password/NewPasswordField'

interface Props {
  /** A new address that isn't confirmed yet. Changing the password cancels it. */
  pendingEmail: string | null
  onClose: () => void
  onDone: (text: string) => void
}

export function ChangePassword({ pendingEmail, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { api } = useServices()
  const asking = useAsking({
    defaults: { current: '', next: '' },
    at: { WRONG_PASSWORD: 'current', PASSWORD_REFUSED: 'next' },
    async send(values) {
      const answer = await api.accountChangePassword(values)
      if (!answer.ok) return answer
      onDone(t('changePassword.done'))
      return null
    },
  })
  const { register, control, formState } = asking.form
  const next = useWatch({ control, name: 'next' })

  return (
    <DialogForm
      asking={asking}
      title={t('account.change.password')}
      submit={t('account.change.password')}
      busy={t('changePassword.busy')}
      onClose={onClose}
      lead={pendingEmail !== null && <p>{t('changePassword.pending', { email: pendingEmail })}</p>}
    >
      <PasswordField
        label={t('password.current')}
        autoComplete="current-password"
        error={formState.errors.current?.message}
        {...register('current', { required: t('password.missingCurrent') })}
      />
      <NewPasswordField
        label={t('newPassword.label')}
        typed={next}
        about={{ kind: 'session' }}
        error={formState.errors.next?.message}
        {...register('next', { required: t('password.missingNew') })}
      />
    </DialogForm>
  )
}
