import type { Imported, ImportPreview } from '@contract/transfer-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { fileText } from './file-text'
import { ImportIssues } from './ImportIssues'
import { ImportSample } from './ImportSample'

interface Props {
  preview: ImportPreview
  onLeave: () => void
  onImported: (imported: Imported) => void
}

/** What would come in, what would not, and the button. Until then nothing has. */
export function ImportPlan({ preview, onLeave, onImported }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [again, setAgain] = useState(false)
  const [error, setError] = useState<string>()
  const coming = preview.entries - (again ? 0 : preview.duplicates)

  function said(): string {
    if (preview.entries === 0) return t('import.nothing')
    return coming === 0 ? t('import.allThere') : t('import.notYet')
  }
  const apply = () =>
    run(async () => {
      setError(undefined)
      const answer = await api.importApply({ ref: preview.ref, duplicates: again })
      if (answer.ok) onImported(answer.value)
      else setError(fileText(t, failureText, answer))
    })

  return (
    <>
      <Note
        tone={preview.entries === 0 ? 'warn' : 'ok'}
        title={t('import.found', { count: preview.entries })}
      >
        {said()}
      </Note>
      {preview.issues.some(({ code }) => code === 'encoding_guessed') && (
        <Note tone="warn" title={t('import.lettersTitle')}>
          {t('import.letters')}
        </Note>
      )}
      {preview.duplicates > 0 && (
        <Checkbox
          label={t('import.again', { count: preview.duplicates })}
          hint={t('import.againHint')}
          checked={again}
          onChange={(event) => setAgain(event.target.checked)}
        />
      )}
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <Actions layout="row">
        {coming > 0 && (
          <Button busy={busy} busyLabel={t('import.applying')} onClick={apply}>
            {t('import.apply', { count: coming })}
          </Button>
        )}
        <Button kind="quiet" onClick={onLeave}>
          {t('app:cancel')}
        </Button>
      </Actions>
      <ImportSample preview={preview} />
      <ImportIssues preview={preview} />
    </>
  )
}
