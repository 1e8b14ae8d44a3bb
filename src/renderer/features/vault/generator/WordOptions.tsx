import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Words } from '../../../stores/vault/generator'
import { Checkbox } from '../../../ui/Checkbox'
import { useVault } from '../vault-context'
import { Slider } from './Slider'
import './word-options.css'

const separators = ['-', ' ', '.', '_'] as const satisfies readonly Words['separator'][]
const names = { '-': 'hyphen', ' ': 'space', '.': 'point', _: 'underscore' } as const

export function WordOptions() {
  const { t } = useTranslation('vault')
  const { generator } = useVault()
  const id = useId()
  const { words, separator, capitals, digit } = useStore(generator.store, (model) => model.words)
  return (
    <>
      <Slider
        label={t('generator.count')}
        min={3}
        max={12}
        value={words}
        onChange={(next) => void generator.setWords({ words: next })}
      />
      <div className="word-options">
        <label htmlFor={id}>{t('generator.separator')}</label>
        <select
          id={id}
          className="word-options__select"
          value={separator}
          onChange={(event) =>
            void generator.setWords({
              separator: separators.find((each) => each === event.target.value) ?? '-',
            })
          }
        >
          {separators.map((each) => (
            <option key={each} value={each}>
              {t(`generator.${names[each]}`)}
            </option>
          ))}
        </select>
      </div>
      <Checkbox
        label={t('generator.capitals')}
        checked={capitals}
        onChange={(event) => void generator.setWords({ capitals: event.target.checked })}
      />
      <Checkbox
        label={t('generator.digit')}
        checked={digit}
        onChange={(event) => void generator.setWords({ digit: event.target.checked })}
      />
    </>
  )
}
