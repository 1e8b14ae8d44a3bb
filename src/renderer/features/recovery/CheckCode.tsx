import type { RecoveryView } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { DialogForm } from '../password/DialogForm'
import { useAsking } from '../password/use-asking'
import { CodeField } from './CodeField'

interface Props {
  onClose: () => void
  onProven: (view: RecoveryView) => void
}

/** Proves that the kept code is the right one. Changes nothing but the date of the last proof. */
export function CheckCode({ onClose, onProven }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const asking = useAsking({
    defaults: { code: '' },
    at: { RECOVERY_WRONG: 'code', RECOVERY_MISTYPED: 'code' },
    async send(values) {
      const answer = await api.recoveryCheck(values)
      if (!answer.ok) return answer
      onProven(answer.value)
      return null
    },
  })
  return (
    <DialogForm
      asking={asking}
      title={t('recovery.check')}
      submit={t('recovery.checkSubmit')}
      busy={t('recovery.checking')}
      onClose={onClose}
      lead={<p className="muted">{t('recovery.checkWhat')}</p>}
    >
      <CodeField
        label={t('code.label')}
        error={asking.form.formState.errors.code?.message}
        {...asking.form.register('code', { required: t('code.missing') })}
      />
    </DialogForm>
  )
}
