import type { Exported } from '@contract/transfer-models'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { PasswordField } from '../../ui/Field'
import { Radios } from '../../ui/Radios'
import { DialogForm } from '../password/DialogForm'
import { NewPasswordField } from '../password/NewPasswordField'

interface Props {
  onClose: () => void
  onExported: (made: Exported | null) => void
}

interface Values {
  password: string
  kind: 'password' | 'code'
  own: string
}

const kinds = ['password', 'code'] as const

export function ExportEncrypted({ onClose, onExported }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const asking = useAsking<Values>({
    defaults: { password: '', kind: 'password', own: '' },
    at: { WRONG_PASSWORD: 'password', PASSWORD_REFUSED: 'own' },
    async send({ password, kind, own }) {
      const protect = kind === 'password' ? { kind, password: own } : { kind }
      const answer = await api.exportEncrypted({ password, protect })
      if (!answer.ok) return answer
      onExported(answer.value)
      return null
    },
  })
  const { register, control, formState } = asking.form
  const [kind, own] = useWatch({ control, name: ['kind', 'own'] })

  return (
    <DialogForm
      asking={asking}
      title={t('export.encrypted.title')}
      submit={t('export.submit')}
      busy={t('export.busy')}
      onClose={onClose}
    >
      <Radios
        legend={t('export.encrypted.legend')}
        options={kinds.map((value) => ({
          value,
          label: t(`export.encrypted.by.${value}`),
          hint: t(`export.encrypted.by.${value}Hint`),
        }))}
        input={register('kind')}
      />
      {kind === 'password' && (
        <NewPasswordField
          label={t('export.encrypted.own')}
          typed={own}
          about={{ kind: 'session' }}
          error={formState.errors.own?.message}
          {...register('own', { required: t('app:password.missingNew') })}
        />
      )}
      <PasswordField
        label={t('app:password.yours')}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: t('app:password.missingCurrent') })}
      />
    </DialogForm>
  )
}
