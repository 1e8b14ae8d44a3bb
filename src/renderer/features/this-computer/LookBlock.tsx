import { themes } from '@contract/desktop-models'
import { useTranslation } from 'react-i18next'
import { Block } from '../../ui/Block'
import { Select } from '../../ui/Select'
import type { BlockProps } from './ThisComputer'
import './this-computer.css'

export function LookBlock({ view, onChange }: BlockProps) {
  const { t } = useTranslation('computer')
  return (
    <Block title={t('look.title')}>
      <div className="this-computer__choice">
        <Select
          label={t('look.theme')}
          hint={t('look.motion')}
          value={view.settings.theme}
          onChange={({ target }) => {
            const theme = themes.find((name) => name === target.value)
            if (theme !== undefined) void onChange({ theme })
          }}
          options={themes.map((name) => ({ value: name, label: t(`look.${name}`) }))}
        />
      </div>
    </Block>
  )
}
