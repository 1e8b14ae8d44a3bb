import type { UnlockMethod } from '@contract/channels'
import type { BackupView, RestorePreview } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { PasswordDialog } from '../password/DialogForm'
import { OpenBackup } from './OpenBackup'
import './backups.css'

interface Props {
  backup: BackupView
  onClose: () => void
  onRestored: () => void
}

interface Opened {
  readonly by: UnlockMethod | null
  readonly preview: RestorePreview
}

/** Opens the backup, shows what would change, then asks for the password to confirm. */
export function Restore({ backup, onClose, onRestored }: Props) {
  const [opened, setOpened] = useState<Opened | null>(null)
  if (opened === null) {
    return (
      <OpenBackup
        backup={backup}
        onClose={onClose}
        onOpened={(by, preview) => setOpened({ by, preview })}
      />
    )
  }
  return (
    <RestorePlan
      backup={backup}
      by={opened.by}
      preview={opened.preview}
      onClose={onClose}
      onRestored={onRestored}
    />
  )
}

interface RestorePlanProps {
  backup: BackupView
  by: UnlockMethod | null
  preview: RestorePreview
  onClose: () => void
  onRestored: () => void
}

const parts = ['back', 'changed', 'gone', 'same'] as const

/** Counts what would be restored, changed and removed. A backup of the present state is made first. */
function RestorePlan({ backup, by, preview, onClose, onRestored }: RestorePlanProps) {
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
