import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button'
import { Form } from '../../ui/Form'
import { Note } from '../../ui/Note'
import { TextField } from '../../ui/TextField'
import { Keychain } from './Keychain'
import { LinkPageField } from './LinkPageField'
import { LoginFields } from './LoginFields'
import { MailState } from './MailState'
import { chosen, ownServer } from './mail-form'
import { Pinned } from './Pinned'
import { ProviderFields } from './ProviderFields'
import { ServerFields } from './ServerFields'
import { TestResult } from './TestResult'
import { type MailFormParts, useMailForm } from './use-mail-form'
import './mail-settings.css'

/** A provider or a server, how to log in there, whom mails are from; and a mail to try it. */
export function MailSettingsForm(parts: MailFormParts) {
  const { view, providers } = parts
  const { t } = useTranslation()
  const { form, working, success, tested, isDirty, keeps, ...does } = useMailForm(parts)
  const { errors } = form.formState
  const typed = form.watch()
  const provider = chosen(typed, providers)

  return (
    <Form
      onSubmit={does.save}
      busy={working !== null}
      error={errors.root?.message}
      layout="sticky"
      actions={
        <>
          <div className="mail-settings__state">
            <MailState
              view={view}
              changed={isDirty}
              said={success}
              onDiscard={working === 'save' ? null : does.discard}
            />
          </div>
          <Button
            kind="quiet"
            busy={working === 'test'}
            off={working === 'save'}
            busyLabel={t('mail.testing')}
            onClick={does.test}
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
      <ProviderFields form={form} providers={providers} provider={provider} />
      {typed.provider === ownServer && <ServerFields form={form} />}
      {typed.provider !== '' && (
        <>
          <LoginFields form={form} provider={provider} view={view} keeps={keeps} />
          {typed.pin !== '' && (
            <Pinned
              fingerprint={typed.pin}
              onRemove={() => form.setValue('pin', '', { shouldDirty: true })}
            />
          )}
          <TextField
            label={t('mail.fromName')}
            error={errors.fromName?.message}
            {...form.register('fromName')}
          />
          <LinkPageField form={form} />
        </>
      )}
      <Keychain view={view} form={form} />
      {tested !== null && (
        <TestResult
          test={tested}
          pin={typed.pin}
          onPin={(pin) => form.setValue('pin', pin, { shouldDirty: true })}
          onProven={does.proven}
        />
      )}
    </Form>
  )
}
