import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Checkbox } from '../../../ui/Checkbox'
import { useVault } from '../vault-context'
import { Slider } from './Slider'

const choices = ['upper', 'digits', 'symbols', 'plain'] as const

export function CharacterOptions() {
  const { t } = useTranslation('vault')
  const { generator } = useVault()
  const options = useStore(generator.store, (model) => model.characters)
  return (
    <>
      <Slider
        label={t('generator.length')}
        min={8}
        max={128}
        value={options.length}
        onChange={(length) => void generator.setCharacters({ length })}
      />
      {choices.map((choice) => (
        <Checkbox
          key={choice}
          label={t(`generator.${choice}`)}
          checked={options[choice]}
          onChange={(event) => void generator.setCharacters({ [choice]: event.target.checked })}
        />
      ))}
    </>
  )
}
