import type { LockSettings } from '@contract/channels'
import type { LockSettingsView } from '@contract/safety-models'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../ui/Checkbox'
import { Select } from '../../ui/Select'
import { idleChoices, idleOf, idleValue, occasions } from './lock-choices'
import './lock-fields.css'

interface Props {
  view: LockSettingsView
  onChange: (what: Partial<LockSettings>) => unknown
}

/** What this desktop does not tell an app about is shown, and said, and cannot be chosen. */
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
