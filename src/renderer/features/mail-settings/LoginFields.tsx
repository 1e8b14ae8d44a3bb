import type { MailProvider } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { PasswordField, TextField } from '../../ui/Field'
import { Radios } from '../../ui/Radios'
import { loginsOf, type MailForm } from './mail-form'

interface LoginProps {
  form: UseFormReturn<MailForm>
  provider: MailProvider | null
  view: MailSettingsView
  /** The stored secrets are for this server and user, so an empty field keeps them. */
  keeps: boolean
}

/** The login method and its fields: only what this provider needs. */
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

/** The credentials of an app that is registered with the provider. */
function OAuthFields({ form, view, keeps, provider }: LoginProps) {
  const { t } = useTranslation('mailSettings')
  const { errors } = form.formState
  const filled = (text: string) => text.trim() !== '' || t('missing')
  const secretStored = keeps && view.hasClientSecret
  const refreshStored = keeps && view.hasRefreshToken
  return (
    <>
      <div className="field__row">
        <TextField
          label={t('oauth.clientId')}
          autoComplete="off"
          error={errors.clientId?.message}
          {...form.register('clientId', { validate: filled })}
        />
        <PasswordField
          label={t('oauth.clientSecret')}
          autoComplete="new-password"
          placeholder={secretStored ? t('stored') : undefined}
          hint={secretStored ? t('keep') : t('oauth.clientSecretHint')}
          error={errors.clientSecret?.message}
          {...form.register('clientSecret')}
        />
      </div>
      <PasswordField
        label={t('oauth.refreshToken')}
        autoComplete="new-password"
        placeholder={refreshStored ? t('stored') : undefined}
        hint={refreshStored ? t('keep') : t('oauth.refreshTokenHint')}
        error={errors.refreshToken?.message}
        {...form.register('refreshToken', {
          validate: (text) => refreshStored || filled(text),
        })}
      />
      {(provider === null || errors.accessUrl !== undefined) && (
        <TextField
          label={t('oauth.accessUrl')}
          inputMode="url"
          placeholder="https://"
          hint={t('oauth.accessUrlHint')}
          error={errors.accessUrl?.message}
          {...form.register('accessUrl', { validate: filled })}
        />
      )}
    </>
  )
}
