import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../../i18n/hooks'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { IconButton } from '../../../ui/IconButton'
import { Note } from '../../../ui/Note'
import { StrengthMeter } from '../../../ui/StrengthMeter'
import { PasswordText } from '../shared/PasswordText'
import { CopiedHere } from '../shared/Toast'
import { useVault } from '../shared/vault-context'
import { CharacterOptions, WordOptions } from './GeneratorOptions'
import './generator.css'

interface Props {
  onClose: () => void
  /** Puts the password into a field. Without it, the password can only be copied. */
  onUse?: (text: string) => void
}

const kinds = ['characters', 'words'] as const

/** Generates passwords until the person likes one. */
export function GeneratorDialog({ onClose, onUse }: Props) {
  const { t } = useTranslation(['vault', 'app'])
  const failureText = useFailureText()
  const vault = useVault()
  const { generator } = vault
  const { kind, made, failure } = useStore(generator.store)

  useEffect(() => {
    void generator.make()
    return generator.clear
  }, [generator])

  return (
    <Dialog title={t('generator.title')} onClose={onClose}>
      <div className="generator-dialog">
        <output className="generator-dialog__made" aria-label={t('generator.made')}>
          {made !== null && <PasswordText text={made.text} />}
        </output>
        <IconButton
          icon={RotateCw}
          label={t('generator.again')}
          onClick={() => void generator.make()}
        />
      </div>
      {made !== null && <Strength bits={made.bits} />}
      <fieldset className="generator-dialog__kinds">
        <legend className="unseen">{t('generator.kind')}</legend>
        {kinds.map((each) => (
          <label key={each} className="generator-dialog__kind">
            <input
              type="radio"
              name="generator-kind"
              className="unseen"
              checked={kind === each}
              onChange={() => void generator.choose(each)}
            />
            {t(`generator.${each}`)}
          </label>
        ))}
      </fieldset>
      {kind === 'characters' ? <CharacterOptions /> : <WordOptions />}
      {failure !== null && (
        <Note tone="bad" live="alert">
          {failureText(failure)}
        </Note>
      )}
      {onUse === undefined && <CopiedHere />}
      <div className="generator-dialog__actions">
        <Button kind="quiet" onClick={onClose}>
          {onUse === undefined ? t('app:close') : t('app:cancel')}
        </Button>
        <Button
          off={made === null}
          onClick={() => {
            if (made === null) return
            if (onUse === undefined) void vault.copyGenerated(made.text)
            else onUse(made.text)
          }}
        >
          {onUse === undefined ? t('copy') : t('generator.use')}
        </Button>
      </div>
    </Dialog>
  )
}

/** How hard the result is to guess. This depends on the options, not on the text. */
function Strength({ bits }: { bits: number }) {
  const { t } = useTranslation('vault')
  const { tone, words, fill } = strengthOf(bits)
  return (
    <div className="strength">
      <StrengthMeter tone={tone} fill={fill} />
      <p className="strength__words" data-tone={tone}>
        {t(`generator.strength.${words}`)}{' '}
        <span className="muted">{t('generator.bits', { count: Math.floor(bits) })}</span>
      </p>
    </div>
  )
}

interface GeneratedStrength {
  readonly tone: 'bad' | 'fair' | 'good'
  readonly words: 'weak' | 'fair' | 'good' | 'strong'
  readonly fill: number
}

/** The bar is full at the strength of an AES-128 key. */
const fullBits = 128

/**
 * Rates the number of equally likely results, as log2, against guessing on stolen data. At 10^12 guesses
 * a second, 50 bits last 20 minutes, 65 bits a year, 80 bits 40,000 years.
 */
export function strengthOf(bits: number): GeneratedStrength {
  const fill = Math.min(100, (bits / fullBits) * 100)
  if (bits < 50) return { tone: 'bad', words: 'weak', fill }
  if (bits < 65) return { tone: 'fair', words: 'fair', fill }
  if (bits < 80) return { tone: 'good', words: 'good', fill }
  return { tone: 'good', words: 'strong', fill }
}
