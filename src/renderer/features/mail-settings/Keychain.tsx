import type { MailSettingsView } from '@contract/models'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import type { MailForm } from './mail-form'

interface Props {
  view: MailSettingsView
  form: UseFormReturn<MailForm>
}

/** Where no keychain protects secrets: what that means, and the owner's choice. */
export function Keychain({ view, form }: Props) {
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
