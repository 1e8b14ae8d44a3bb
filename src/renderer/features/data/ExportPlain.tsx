import type { Exported } from '@contract/transfer-models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { PasswordField } from '../../ui/Field'
import { Note } from '../../ui/Note'
import { Radios } from '../../ui/Radios'
import { DialogForm } from '../password/DialogForm'

interface Props {
  onClose: () => void
  onExported: (made: Exported | null) => void
}

interface Values {
  password: string
  format: 'csv' | 'json'
}

const formats = ['csv', 'json'] as const

/** Anyone can read this file. The dialog says so and asks for the password. */
export function ExportPlain({ onClose, onExported }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const asking = useAsking<Values>({
    defaults: { password: '', format: 'csv' },
    at: { WRONG_PASSWORD: 'password' },
    async send(values) {
      const answer = await api.exportPlain(values)
      if (!answer.ok) return answer
      onExported(answer.value)
      return null
    },
  })
  const { register, formState } = asking.form

  return (
    <DialogForm
      asking={asking}
      title={t('export.plain.title')}
      submit={t('export.plain.submit')}
      busy={t('export.busy')}
      danger
      onClose={onClose}
      lead={
        <Note tone="warn" title={t('export.plain.warnTitle')}>
          {t('export.plain.warn')}
        </Note>
      }
    >
      <Radios
        legend={t('export.plain.legend')}
        options={formats.map((value) => ({
          value,
          label: t(`export.plain.format.${value}`),
          hint: t(`export.plain.format.${value}Hint`),
        }))}
        input={register('format')}
      />
      <PasswordField
        label={t('app:password.yours')}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: t('app:password.missingCurrent') })}
      />
    </DialogForm>
  )
}
