import type { UnlockMethod } from '@contract/channels'
import type { BackupView, RestorePreview } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { useResource } from '../../shared/use-resource'
import { Actions, Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { DialogForm } from '../password/DialogForm'
import {
  toUnlockMethod,
  UnlockFields,
  unlockDefaults,
  unlockFields,
} from '../password/UnlockFields'

interface Props {
  backup: BackupView
  onClose: () => void
  onOpened: (by: UnlockMethod | null, preview: RestorePreview) => void
}

/**
 * Reads a backup: by itself if the open vault can decrypt it, otherwise with an earlier unlock method.
 */
export function OpenBackup(props: Props) {
  return props.backup.opensWith === 'session' ? (
    <OpenBySession {...props} />
  ) : (
    <OpenByOther {...props} />
  )
}

function OpenBySession({ backup, onClose, onOpened }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const { failure, load } = useResource(async () => {
    const answer = await api.backupPreview({ id: backup.id, by: null })
    if (answer.ok) onOpened(null, answer.value)
    return answer
  })
  return (
    <Dialog title={t('backup.restoreTitle')} onClose={onClose}>
      <Waiting failure={failure} onRetry={load} />
      <Actions layout="end">
        <Button kind="quiet" onClick={onClose}>
          {t('app:cancel')}
        </Button>
      </Actions>
    </Dialog>
  )
}

const ways = { code: true, device: false }

function OpenByOther({ backup, onClose, onOpened }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const format = useFormat()
  const asking = useAsking({
    defaults: unlockDefaults(ways),
    at: unlockFields,
    async send(values) {
      const by = toUnlockMethod(values)
      const answer = await api.backupPreview({ id: backup.id, by })
      if (!answer.ok) return answer
      onOpened(by, answer.value)
      return null
    },
  })
  const { register, control, formState } = asking.form
  return (
    <DialogForm
      asking={asking}
      title={t('backup.restoreTitle')}
      submit={t('app:continue')}
      busy={t('backup.opening')}
      onClose={onClose}
      lead={<p className="muted">{t('backup.openWhat', { date: format.moment(backup.at) })}</p>}
    >
      <UnlockFields
        control={control}
        register={register}
        errors={formState.errors}
        ways={ways}
        passwordHint={t('backup.passwordThen', { date: format.date(backup.at) })}
      />
    </DialogForm>
  )
}
