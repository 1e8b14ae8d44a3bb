import type { LockSettings } from '@contract/channels'
import type { LockSettingsView } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useChanges, useResource } from '../../shared/use-resource'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { Block } from '../../ui/Section'
import { Select } from '../../ui/Select'
import './security.css'

/** When the vault locks by itself. Each change takes effect at once. */
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

interface Props {
  view: LockSettingsView
  onChange: (what: Partial<LockSettings>) => unknown
}

/** Events that this desktop doesn't report to apps are shown as disabled, with the reason. */
export function LockFields({ view, onChange }: Props) {
  const { t } = useTranslation('safety')
  return (
    <div className="lock-fields">
      <div className="lock-fields__idle">
        <Select
          label={t('lock.idle')}
          hint={view.works.idle ? undefined : t('lock.notHere')}
          disabled={!view.works.idle}
          value={idleValue(view.works.idle ? view.idleMinutes : null)}
          onChange={(event) => onChange({ idleMinutes: idleOf(event.target.value) })}
          options={idleChoices(view.idleMinutes).map((minutes) => ({
            value: idleValue(minutes),
            label: minutes === null ? t('lock.never') : t('lock.minutes', { count: minutes }),
          }))}
        />
      </div>
      {occasions.map(({ name, works }) => (
        <Checkbox
          key={name}
          label={t(`lock.${name}`)}
          hint={view.works[works] ? undefined : t('lock.notHere')}
          disabled={!view.works[works]}
          checked={view.works[works] && view[name]}
          onChange={(event) => onChange({ [name]: event.target.checked })}
        />
      ))}
    </div>
  )
}

const usual = [1, 5, 15, 60] as const

/** The minutes offered, then "never". An unusual value that is already set is included. */
export function idleChoices(now: number | null): readonly (number | null)[] {
  const all = new Set<number>(usual)
  if (now !== null) all.add(now)
  return [...[...all].toSorted((a, b) => a - b), null]
}

export const idleValue = (minutes: number | null): string => minutes?.toString() ?? 'never'

export const idleOf = (value: string): number | null => (value === 'never' ? null : Number(value))

/** The settings to send, without the flags for what works here. */
export function settingsOf(view: LockSettingsView, change: Partial<LockSettings>): LockSettings {
  const { idleMinutes, onSleep, onScreenLock, onMinimize } = view
  return { idleMinutes, onSleep, onScreenLock, onMinimize, ...change }
}

/** The events with a checkbox, and the flag that says whether this desktop reports them. */
const occasions = [
  { name: 'onSleep', works: 'sleep' },
  { name: 'onScreenLock', works: 'screenLock' },
  { name: 'onMinimize', works: 'minimize' },
] as const
