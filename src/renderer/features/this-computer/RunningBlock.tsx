import { useTranslation } from 'react-i18next'
import { Block } from '../../ui/Block'
import { Checkbox } from '../../ui/Checkbox'
import type { BlockProps } from './ThisComputer'
import './this-computer.css'

/** What this desktop cannot do is shown, and said, and cannot be chosen. */
export function RunningBlock({ view: { settings, can }, owner, onChange }: BlockProps) {
  const { t } = useTranslation('computer')
  return (
    <Block title={t('running.title')}>
      <div className="this-computer">
        <Checkbox
          label={t('running.tray')}
          hint={can.tray ? t('running.trayHint') : t('running.trayNotHere')}
          disabled={!owner || !(can.tray || settings.tray)}
          checked={settings.tray}
          onChange={({ target }) => onChange({ tray: target.checked })}
        />
        <Checkbox
          label={t('running.startAtLogin')}
          hint={can.startAtLogin ? undefined : t('running.startAtLoginNotHere')}
          disabled={!owner || !can.startAtLogin}
          checked={settings.startAtLogin}
          onChange={({ target }) => onChange({ startAtLogin: target.checked })}
        />
        {settings.startAtLogin && (
          <div className="this-computer__detail">
            <Checkbox
              label={t('running.startHidden')}
              hint={t('running.startHiddenHint')}
              disabled={!owner}
              checked={settings.startHidden}
              onChange={({ target }) => onChange({ startHidden: target.checked })}
            />
          </div>
        )}
      </div>
    </Block>
  )
}
