import type { WayIn } from '@contract/channels'
import type { BackupView, RestorePreview } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFormat } from '../../i18n/use-format'
import { PasswordDialog } from '../password/PasswordDialog'
import './restore-plan.css'

interface Props {
  backup: BackupView
  by: WayIn | null
  preview: RestorePreview
  onClose: () => void
  onRestored: () => void
}

const parts = ['back', 'changed', 'gone', 'same'] as const

/** What would come back, change and go, counted; a backup of now is made before it does. */
export function RestorePlan({ backup, by, preview, onClose, onRestored }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const format = useFormat()

  const same = preview.back + preview.changed + preview.gone === 0

  async function restore(password: string) {
    const answer = await api.backupRestore({ id: backup.id, by, password })
    if (!answer.ok) return answer
    onRestored()
    return null
  }
  return (
    <PasswordDialog
      title={t('backup.restoreTitle')}
      submit={t('backup.restoreSubmit')}
      busy={t('backup.restoring')}
      off={same}
      onClose={onClose}
      send={restore}
      lead={
        <>
          <p>{t(same ? 'backup.planSame' : 'backup.plan', { date: format.moment(backup.at) })}</p>
          <ul className="restore-plan">
            {parts
              .filter((part) => preview[part] > 0)
              .map((part) => (
                <li key={part} data-part={part}>
                  {t(`backup.${part}`, { count: preview[part] })}
                </li>
              ))}
          </ul>
          <p className="muted">{t('backup.first')}</p>
        </>
      }
    />
  )
}
