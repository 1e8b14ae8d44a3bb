import type { MailSettingsView } from '@contract/models'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { Button } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { TextField } from '../../ui/Field'
import { Form } from '../../ui/Form'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { Pinned } from './Certificate'
import { LoginFields } from './LoginFields'
import { chosen, type MailForm, ownServer } from './mail-form'
import { ProviderFields } from './ProviderFields'
import { ServerFields } from './ServerFields'
import { TestResult } from './TestResult'
import { type MailFormParts, useMailForm } from './use-mail-form'
import './mail-settings.css'

/** A provider or a server, its login and the sender of emails; and a test email. */
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

interface MailStateProps {
  view: MailSettingsView
  changed: boolean
  /** What has just been done. */
  said: string | undefined
  /** Null while discarding isn't possible, such as during saving. */
  onDiscard: (() => void) | null
}

/** The form's status: what was just done, that changes are unsaved, or whether email is known to work. */
function MailState({ view, changed, said, onDiscard }: MailStateProps) {
  const { t } = useTranslation('mailSettings')
  const format = useFormat()
  if (said !== undefined) return <Note tone="ok">{said}</Note>
  if (changed) {
    return (
      <p className="mail-settings__line">
        {t('state.changed')}{' '}
        {onDiscard !== null && <LinkButton onClick={onDiscard}>{t('state.discard')}</LinkButton>}
      </p>
    )
  }
  if (!view.configured) return null
  return (
    <p className="mail-settings__line">
      {view.provenAt === null
        ? t('state.saved')
        : t('state.proven', { when: format.moment(view.provenAt) })}
    </p>
  )
}

interface KeychainProps {
  view: MailSettingsView
  form: UseFormReturn<MailForm>
}

/** If no keychain protects the secrets: what that means, and the owner's choice. */
function Keychain({ view, form }: KeychainProps) {
  const { t } = useTranslation()
  if (view.secrets === 'protected') return null
  return (
    <Note tone="warn" title={t('mail.keychain.title')}>
      <p>{t(`mail.keychain.${view.secrets}`)}</p>
      <Checkbox
        label={t('mail.keychain.keep')}
        hint={t('mail.keychain.keepHint')}
        {...form.register('keepUnprotected')}
      />
    </Note>
  )
}

/** The link page's address, if the owner hosts one: emails then use it. */
function LinkPageField({ form }: { form: UseFormReturn<MailForm> }) {
  const { t } = useTranslation()
  return (
    <TextField
      label={t('mail.linkPage')}
      inputMode="url"
      placeholder="https://"
      hint={t('mail.linkPageHint')}
      error={form.formState.errors.linkPage?.message}
      {...form.register('linkPage')}
    />
  )
}
