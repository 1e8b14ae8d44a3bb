import type { MailSettingsView } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button'
import { Form } from '../../ui/Form'
import { Note } from '../../ui/Note'
import { Radios } from '../../ui/Radios'
import { TextField } from '../../ui/TextField'
import { Keychain } from './Keychain'
import { LoginFields } from './LoginFields'
import { isPort, isSameLogin, portAfter, securities } from './mail-form'
import { useMailForm } from './use-mail-form'
import './mail-settings.css'

interface Props {
  view: MailSettingsView
  onSaved: (view: MailSettingsView) => void
}

export function MailSettingsForm({ view, onSaved }: Props) {
  const { t } = useTranslation()
  const { form, working, success, test, save } = useMailForm(view, onSaved)
  const { register, setValue, getValues, clearErrors } = form
  const { errors } = form.formState
  const typed = form.watch()
  const filled = (text: string) => text.trim() !== '' || t('mail.missing')

  return (
    <Form
      onSubmit={save}
      busy={working !== null}
      error={errors.root?.message}
      layout="sticky"
      actions={
        <>
          {success !== undefined && (
            <div className="mail-settings__success">
              <Note tone="ok">{success}</Note>
            </div>
          )}
          <Button
            kind="quiet"
            busy={working === 'test'}
            off={working === 'save'}
            busyLabel={t('mail.testing')}
            onClick={test}
          >
            {t('mail.test')}
          </Button>
          <Button
            type="submit"
            busy={working === 'save'}
            off={working === 'test'}
            busyLabel={t('mail.saving')}
          >
            {t('mail.save')}
          </Button>
        </>
      }
    >
      {view.passwordLost && (
        <Note tone="warn" title={t('mail.passwordLostTitle')}>
          {t('mail.passwordLost')}
        </Note>
      )}
      <div className="field__row field__row--port">
        <TextField
          label={t('mail.host')}
          placeholder="smtp.example.com"
          error={errors.host?.message}
          {...register('host', { validate: filled })}
        />
        <TextField
          label={t('mail.port')}
          inputMode="numeric"
          error={errors.port?.message}
          {...register('port', { validate: (text) => isPort(text) || t('mail.badPort') })}
        />
      </div>
      <Radios
        legend={t('mail.security')}
        error={errors.security?.message}
        options={securities.map((value) => ({
          value,
          label: t(`mail.securities.${value}.label`),
          hint: t(`mail.securities.${value}.hint`),
        }))}
        input={register('security', {
          onChange: () => {
            setValue('port', portAfter(getValues('security'), getValues('port')))
            clearErrors('port')
          },
        })}
      />
      <LoginFields form={form} stored={view.hasPassword && isSameLogin(view, typed)} />
      <div className="field__row">
        <TextField
          label={t('mail.fromName')}
          error={errors.fromName?.message}
          {...register('fromName')}
        />
        <TextField
          label={t('mail.fromAddress')}
          inputMode="email"
          hint={t('mail.fromHint')}
          error={errors.fromAddress?.message}
          {...register('fromAddress', { validate: filled })}
        />
      </div>
      <Keychain view={view} form={form} />
    </Form>
  )
}
