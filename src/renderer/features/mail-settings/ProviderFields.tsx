import type { MailProvider } from '@contract/mail-models'
import type { ComponentProps } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field, TextField } from '../../ui/Field'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { SelectBox } from '../../ui/Select'
import { Discovery, useDiscovery } from './Discovery'
import { atProvider, type MailForm, ownServer } from './mail-form'

interface Props {
  form: UseFormReturn<MailForm>
  providers: readonly MailProvider[]
  /** The chosen provider; null for none, or for a custom server. */
  provider: MailProvider | null
}

/** The sender's address and its provider, chosen or found by the address. */
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

interface ProviderSelectProps {
  providers: readonly MailProvider[]
  error: string | undefined
  /** What react-hook-form's `register` returns. */
  select: Omit<ComponentProps<'select'>, 'id'>
}

/** The common providers, then the custom server, then all others. */
function ProviderSelect({ providers, error, select }: ProviderSelectProps) {
  const { t } = useTranslation('mailSettings')
  const options = (common: boolean) =>
    providers
      .filter((provider) => provider.common === common)
      .map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))
  return (
    <Field label={t('provider')} error={error}>
      {(control) => (
        <SelectBox
          {...select}
          {...control}
          options={[
            { value: '', label: t('choose') },
            { value: ownServer, label: t('own') },
          ]}
        >
          <optgroup label={t('common')}>{options(true)}</optgroup>
          <optgroup label={t('others')}>{options(false)}</optgroup>
        </SelectBox>
      )}
    </Field>
  )
}

/** What the provider requires before it accepts email. Its help address is plain text: nothing opens. */
function ProviderNote({ provider: { name, note, help } }: { provider: MailProvider }) {
  const { t } = useTranslation('mailSettings')
  if (note === null) return null
  return (
    <Note tone="info">
      <p>{t(`note.${note}`, { name })}</p>
      {help !== null && (
        <p>
          {t(`help.${note}`)} <span className="mail-settings__address">{help}</span>
        </p>
      )}
    </Note>
  )
}
