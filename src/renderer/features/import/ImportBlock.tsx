import type { ImportPreview } from '@contract/transfer-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { Actions } from '../../ui/Actions'
import { Block } from '../../ui/Block'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { fileText } from './file-text'
import { UndoImport } from './UndoImport'

interface Props {
  onFile: (preview: ImportPreview) => void
  onDone: (text: string) => void
}

export function ImportBlock({ onFile, onDone }: Props) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [error, setError] = useState<string>()

  const choose = () =>
    run(async () => {
      setError(undefined)
      const answer = await api.importChoose()
      if (!answer.ok) setError(fileText(t, failureText, answer))
      // Null: the person thought better of it.
      else if (answer.value !== null) onFile(answer.value)
    })

  return (
    <Block title={t('import.title')} lead={t('import.lead')}>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <UndoImport onDone={onDone} />
      <Actions layout="row">
        <Button kind="quiet" busy={busy} busyLabel={t('import.choosing')} onClick={choose}>
          {t('import.choose')}
        </Button>
      </Actions>
    </Block>
  )
}
