import type { MailProvider } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../ui/PasswordField'
import { Radios } from '../../ui/Radios'
import { TextField } from '../../ui/TextField'
import { loginsOf, type MailForm } from './mail-form'
import { OAuthFields } from './OAuthFields'

export interface LoginProps {
  form: UseFormReturn<MailForm>
  provider: MailProvider | null
  view: MailSettingsView
  /** What is stored is for this very server and user: an empty field keeps it. */
  keeps: boolean
}

/** How to log in, and with what; only what this provider wants. */
export function LoginFields({ form, provider, view, keeps }: LoginProps) {
  const { t } = useTranslation(['mailSettings', 'app'])
  const { errors } = form.formState
  const login = form.watch('login')
  const logins = loginsOf(provider)
  const stored = keeps && view.hasPassword
  const ownUser = provider === null || provider.user === 'own'
  const note = provider?.note
  const passwordName = note === 'app-password' || note === 'token' ? note : 'password'

  return (
    <>
      {logins.length > 1 && (
        <Radios
          legend={t('login')}
          options={logins.map((value) => ({
            value,
            label: t(`logins.${value}.label`),
            hint: t(`logins.${value}.hint`),
          }))}
          input={form.register('login')}
        />
      )}
      {login !== 'none' && ownUser && (
        <TextField
          label={t('app:mail.user')}
          hint={t('app:mail.userHint')}
          autoComplete="off"
          error={errors.user?.message}
          {...form.register('user', {
            validate: (user) => user.trim() !== '' || login !== 'oauth2' || t('userMissing'),
          })}
        />
      )}
      {login === 'password' && (
        <PasswordField
          label={t(`passwordOrKey.${passwordName}`)}
          autoComplete="new-password"
          placeholder={stored ? t('app:mail.passwordStored') : undefined}
          hint={stored ? t('app:mail.passwordKeep') : undefined}
          error={errors.password?.message}
          {...form.register('password', {
            validate: (password, { user }) =>
              stored ||
              (ownUser && user.trim() === '') ||
              password !== '' ||
              t('app:mail.passwordMissing'),
          })}
        />
      )}
      {login === 'oauth2' && (
        <OAuthFields form={form} view={view} keeps={keeps} provider={provider} />
      )}
    </>
  )
}
