import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/TextField'
import type { MailForm } from './mail-form'

/** Where the owner has put the link page, if anywhere: mails then carry its address. */
export function LinkPageField({ form }: { form: UseFormReturn<MailForm> }) {
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
