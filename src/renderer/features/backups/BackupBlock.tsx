import type { BackupView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { useFormat } from '../../i18n/use-format'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Block } from '../../ui/Block'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { BackupRow } from './BackupRow'
import { Restore } from './Restore'
import './backup-block.css'

const sizeOf = (backups: readonly BackupView[]) =>
  backups.reduce((total, { bytes }) => total + bytes, 0)

/** The backups of this computer: made daily, and each opened once to see that it is good. */
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
