import type { LockSettings } from '@contract/channels'
import type { LockSettingsView } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useChanges } from '../../app/use-changes'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { Block } from '../../ui/Block'
import { Note } from '../../ui/Note'
import { LockFields } from './LockFields'
import { settingsOf } from './lock-choices'

/** When the vault locks by itself. Each change counts at once. */
export function LockBlock() {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const { value, failure, load, put } = useResource(api.lockSettings)
  const { change, error } = useChanges(put, t('lock.saved'))
  const save = (view: LockSettingsView, what: Partial<LockSettings>) =>
    change(view, { ...view, ...what }, () => api.lockSave(settingsOf(view, what)))

  return (
    <Block title={t('lock.title')} lead={t('lock.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <LockFields view={value} onChange={(what) => save(value, what)} />
      )}
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
    </Block>
  )
}
