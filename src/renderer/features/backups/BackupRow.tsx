import type { BackupView } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format'
import { Button } from '../../ui/Button'
import { Tag } from '../../ui/Tag'
import './backup-row.css'

interface Props {
  backup: BackupView
  onRestore: () => void
}

export function BackupRow({ backup, onRestore }: Props) {
  const { t } = useTranslation('safety')
  const format = useFormat()
  const when = format.moment(backup.at)
  const facts = [
    backup.entries === null ? t('backup.notIn') : t('backup.entries', { count: backup.entries }),
    format.size(backup.bytes),
    t(`backup.reason.${backup.reason}`),
  ]
  const usable = backup.good && backup.opensWith !== 'nothing'

  function opens(): string {
    if (backup.samePassword) return t('backup.opensNow')
    const date = format.date(backup.passwordSetAt ?? backup.at)
    if (backup.opensWith === 'session') return t('backup.opensHere', { date })
    return t(backup.hasCode ? 'backup.opensThenOrCode' : 'backup.opensThen', { date })
  }

  return (
    <li className="backup-row">
      <div>
        <p className="backup-row__when">
          {when}
          {!backup.good && <Tag tone="warn">{t('backup.bad')}</Tag>}
        </p>
        <p className="backup-row__facts">{facts.join(' · ')}</p>
        {usable && <p className="backup-row__facts">{opens()}</p>}
      </div>
      {usable && (
        <Button
          kind="quiet"
          small
          aria-label={t('backup.restoreOf', { date: when })}
          onClick={onRestore}
        >
          {t('backup.restore')}
        </Button>
      )}
    </li>
  )
}
