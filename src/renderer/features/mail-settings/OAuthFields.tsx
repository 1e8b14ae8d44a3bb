import { useTranslation } from 'react-i18next'
import { PasswordField } from '../../ui/PasswordField'
import { TextField } from '../../ui/TextField'
import type { LoginProps } from './LoginFields'

/** What an app that is registered with the provider logs in with. */
export function OAuthFields({ form, view, keeps, provider }: LoginProps) {
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
