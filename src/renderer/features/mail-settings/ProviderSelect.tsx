import type { MailProvider } from '@contract/mail-models'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/Field'
import { SelectBox } from '../../ui/SelectBox'
import { ownServer } from './mail-form'

interface Props {
  providers: readonly MailProvider[]
  error: string | undefined
  /** What react-hook-form's `register` gives. */
  select: Omit<ComponentProps<'select'>, 'id'>
}

/** The ones that most people have, one's own server, then all others. */
export function ProviderSelect({ providers, error, select }: Props) {
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
