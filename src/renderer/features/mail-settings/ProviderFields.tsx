import type { MailProvider } from '@contract/mail-models'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/LinkButton'
import { TextField } from '../../ui/TextField'
import { Discovery } from './Discovery'
import { atProvider, type MailForm } from './mail-form'
import { ProviderNote } from './ProviderNote'
import { ProviderSelect } from './ProviderSelect'
import { useDiscovery } from './use-discovery'

interface Props {
  form: UseFormReturn<MailForm>
  providers: readonly MailProvider[]
  /** The one that is chosen; null: none, or a server of one's own. */
  provider: MailProvider | null
}

/** Whose mail it is, and who carries it: chosen, or found by the address. */
export function ProviderFields({ form, providers, provider }: Props) {
  const { t } = useTranslation(['mailSettings', 'app'])
  const { errors } = form.formState
  const { found, looking, find, forget } = useDiscovery(form, providers)

  function choose(id: string): void {
    forget()
    const next = providers.find((one) => one.id === id) ?? null
    for (const [name, value] of Object.entries(atProvider(next))) {
      form.setValue(name as keyof MailForm, value, { shouldDirty: true })
    }
    form.clearErrors()
  }

  return (
    <>
      <TextField
        label={t('app:mail.fromAddress')}
        inputMode="email"
        placeholder="you@example.com"
        hint={t('addressHint')}
        aside={
          <LinkButton busy={looking} onClick={find}>
            {looking ? t('finding') : t('find')}
          </LinkButton>
        }
        error={errors.fromAddress?.message}
        {...form.register('fromAddress', {
          validate: (text) => text.trim() !== '' || t('missing'),
        })}
      />
      <Discovery found={found} providers={providers} />
      <ProviderSelect
        providers={providers}
        error={errors.provider?.message}
        select={form.register('provider', {
          validate: (id) => id !== '' || t('providerMissing'),
          onChange: (event: { target: { value: string } }) => choose(event.target.value),
        })}
      />
      {provider !== null && <ProviderNote provider={provider} />}
    </>
  )
}
