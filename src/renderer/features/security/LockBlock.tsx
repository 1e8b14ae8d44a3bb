import type { LockSettings } from '@contract/channels'
import type { LockSettingsView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import { useAnnounce } from '../../ui/Announcer'
import { Block } from '../../ui/Block'
import { Note } from '../../ui/Note'
import { LockFields } from './LockFields'
import { settingsOf } from './lock-choices'

/** When the vault locks by itself. Each change counts at once. */
export function LockBlock() {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { value, failure, load, put } = useResource(api.lockSettings)
  const [error, setError] = useState<string>()

  async function change(view: LockSettingsView, what: Partial<LockSettings>): Promise<void> {
    // At once for the eyes; what main answers counts.
    put({ ...view, ...what })
    const answer = await api.lockSave(settingsOf(view, what))
    put(answer.ok ? answer.value : view)
    setError(answer.ok ? undefined : failureText(answer))
    if (answer.ok) announce(t('lock.saved'))
  }

  return (
    <Block title={t('lock.title')} lead={t('lock.lead')}>
      {value === null ? (
        <Waiting failure={failure} onRetry={load} />
      ) : (
        <LockFields view={value} onChange={(what) => change(value, what)} />
      )}
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
    </Block>
  )
}
