import type { Merged, SealedVaultView } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFormat } from '../../i18n/use-format'
import { DialogForm } from '../password/DialogForm'
import { useAsking } from '../password/use-asking'
import { WayInFields } from '../way-in/WayInFields'
import { toWayIn, wayInDefaults, wayInFields } from '../way-in/way-in'

interface Props {
  vault: SealedVaultView
  onClose: () => void
  onMerged: (merged: Merged) => void
}

/** Opens a sealed vault and takes its entries into the one that is open. */
export function Reopen({ vault, onClose, onMerged }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const format = useFormat()
  const ways = { code: vault.hasCode, device: vault.hasDevice }
  const asking = useAsking({
    defaults: wayInDefaults(ways),
    at: wayInFields,
    async send(values) {
      const answer = await api.sealedReopen({ id: vault.id, by: toWayIn(values) })
      if (!answer.ok) return answer
      onMerged(answer.value)
      return null
    },
  })
  const { register, control, formState } = asking.form
  return (
    <DialogForm
      asking={asking}
      title={t('sealed.openTitle')}
      submit={t('sealed.openSubmit')}
      busy={t('sealed.opening')}
      onClose={onClose}
      lead={<p className="muted">{t('sealed.openWhat', { count: vault.entries })}</p>}
    >
      <WayInFields
        control={control}
        register={register}
        errors={formState.errors}
        ways={ways}
        passwordHint={t('wayIn.setOn', { date: format.date(vault.passwordChangedAt) })}
      />
    </DialogForm>
  )
}
