import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../ui/PasswordField'
import { TextField } from '../../ui/TextField'
import type { MailForm } from './mail-form'

interface Props {
  form: UseFormReturn<MailForm>
  /** A password is kept: it is never shown again, and an empty field keeps it. */
  stored: boolean
}

export function LoginFields({ form, stored }: Props) {
  const { t } = useTranslation()
  const { errors } = form.formState
  return (
    <div className="field__row">
      <TextField
        label={t('mail.user')}
        hint={t('mail.userHint')}
        autoComplete="off"
        error={errors.user?.message}
        {...form.register('user')}
      />
      <PasswordField
        label={t('mail.password')}
        autoComplete="new-password"
        placeholder={stored ? t('mail.passwordStored') : undefined}
        hint={stored ? t('mail.passwordKeep') : undefined}
        error={errors.password?.message}
        {...form.register('password', {
          validate: (password, { user }) =>
            stored || user.trim() === '' || password !== '' || t('mail.passwordMissing'),
        })}
      />
    </div>
  )
}
