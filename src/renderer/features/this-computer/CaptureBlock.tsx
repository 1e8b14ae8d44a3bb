import { useTranslation } from 'react-i18next'
import { Block } from '../../ui/Block'
import { Checkbox } from '../../ui/Checkbox'
import type { BlockProps } from './ThisComputer'
import './this-computer.css'

export function CaptureBlock({ view: { settings, can }, owner, onChange }: BlockProps) {
  const { t } = useTranslation('computer')
  return (
    <Block title={t('capture.title')}>
      <div className="this-computer">
        <Checkbox
          label={t('capture.hide')}
          hint={can.hideFromCapture ? t('capture.hideHint') : t('capture.notHere')}
          disabled={!owner || !can.hideFromCapture}
          checked={can.hideFromCapture && settings.hideFromCapture}
          onChange={({ target }) => onChange({ hideFromCapture: target.checked })}
        />
      </div>
    </Block>
  )
}
