import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { EmailField, PasswordField } from '../../ui/Field'
import { DialogForm } from '../password/DialogForm'

interface Props {
  /** The address was changed by another program: typing the original one restores it at once. */
  altered: boolean
  onClose: () => void
  onDone: (text: string) => void
}

export function ChangeAddress({ altered, onClose, onDone }: Props) {
  const { t } = useTranslation(['app', 'safety'])
  const { api } = useServices()
  const asking = useAsking({
    defaults: { email: '', password: '' },
    at: { EMAIL_INVALID: 'email', EMAIL_UNCHANGED: 'email', WRONG_PASSWORD: 'password' },
    async send(values) {
      const answer = await api.accountChangeEmail(values)
      if (!answer.ok) return answer
      onDone(altered ? t('safety:altered.done') : t('changeAddress.done'))
      return null
    },
  })
  const { register, formState } = asking.form

  return (
    <DialogForm
      asking={asking}
      title={t('account.change.address')}
      submit={t('account.change.address')}
      busy={t('changeAddress.busy')}
      onClose={onClose}
      lead={altered ? undefined : <p className="muted">{t('changeAddress.what')}</p>}
    >
      <EmailField
        label={altered ? t('email.label') : t('changeAddress.label')}
        autoComplete="email"
        error={formState.errors.email?.message}
        {...register('email', { validate: (typed) => typed.trim() !== '' || t('email.missing') })}
      />
      <PasswordField
        label={t('password.yours')}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: t('password.missingCurrent') })}
      />
    </DialogForm>
  )
}
