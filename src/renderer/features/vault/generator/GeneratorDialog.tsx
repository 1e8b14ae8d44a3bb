import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../../app/use-failure'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { IconButton } from '../../../ui/IconButton'
import { Note } from '../../../ui/Note'
import { PasswordText } from '../detail/PasswordText'
import { CopiedHere } from '../toast/CopiedHere'
import { useVault } from '../vault-context'
import { CharacterOptions } from './CharacterOptions'
import { Strength } from './Strength'
import { WordOptions } from './WordOptions'
import './generator-dialog.css'

interface Props {
  onClose: () => void
  /** Takes it into a field. Without: it can be copied. */
  onUse?: (text: string) => void
}

const kinds = ['characters', 'words'] as const

/** Makes passwords until one is liked. */
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
