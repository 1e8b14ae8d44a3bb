import type { BackupView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { Block } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { Restore } from './Restore'
import './backups.css'

const sizeOf = (backups: readonly BackupView[]) =>
  backups.reduce((total, { bytes }) => total + bytes, 0)

/** The backups on this computer: made daily, and each opened once to check it. */
export function BackupBlock({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { value, failure, load, put } = useResource(api.backupList)
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()
  const [restoring, setRestoring] = useState<BackupView | null>(null)

  const make = () =>
    run(async () => {
      const answer = await api.backupMake()
      setError(answer.ok ? undefined : failureText(answer))
      if (!answer.ok) return
      put(answer.value)
      announce(t('backup.made'))
    })
  const restored = () => {
    setRestoring(null)
    onDone(t('backup.restored'))
    void load()
  }

  return (
    <Block title={t('backup.title')} lead={t('backup.lead')}>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      {value === null && <Waiting failure={failure} onRetry={load} />}
      {value?.length === 0 && <p className="backup-block__note">{t('backup.none')}</p>}
      {value !== null && value.length > 0 && (
        <>
          <ul className="backup-block">
            {value.map((backup) => (
              <BackupRow key={backup.id} backup={backup} onRestore={() => setRestoring(backup)} />
            ))}
          </ul>
          <p className="backup-block__note">
            {t('backup.together', { size: format.size(sizeOf(value)) })}
          </p>
        </>
      )}
      <Actions layout="row">
        <Button kind="quiet" busy={busy} busyLabel={t('backup.making')} onClick={make}>
          {t('backup.make')}
        </Button>
      </Actions>
      {restoring !== null && (
        <Restore backup={restoring} onClose={() => setRestoring(null)} onRestored={restored} />
      )}
    </Block>
  )
}

interface Props {
  backup: BackupView
  onRestore: () => void
}

function BackupRow({ backup, onRestore }: Props) {
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
