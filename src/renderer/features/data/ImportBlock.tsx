import type { Failure } from '@contract/channel'
import type { ImportPreview } from '@contract/transfer-models'
import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import { Actions, Button, useBusy } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { Block } from '../../ui/Section'

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
      // Null: the person cancelled.
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

/** Offers to undo the last import in one step, while that is possible. */
function UndoImport({ onDone }: { onDone: (text: string) => void }) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const { value, load } = useResource(api.vaultOverview)
  const [error, setError] = useState<string>()
  useEffect(() => api.onVaultChanged(() => void load()), [api, load])

  const undo = () =>
    run(async () => {
      const answer = await api.importUndo()
      if (!answer.ok) return setError(failureText(answer))
      const { removed, kept } = answer.value
      const left = kept > 0 ? ` ${t('import.undoneKept', { count: kept })}` : ''
      onDone(t('import.undone', { count: removed }) + left)
      await load()
    })

  const last = value?.undo
  if (last == null) return null
  return (
    <Note tone="info">
      <p>{t('import.last', { count: last.count, date: format.moment(last.at) })}</p>
      <LinkButton busy={busy} onClick={undo}>
        {t('import.undo')}
      </LinkButton>
      <p role="alert">{error}</p>
    </Note>
  )
}

/** What is wrong with a file, with the row if it is known. */
export function fileText(
  t: TFunction<'safety'>,
  failureText: (failure: Failure) => string,
  failure: Failure,
): string {
  const row = failure.row === undefined ? '' : ` ${t('import.atRow', { row: failure.row })}`
  return failureText(failure) + row
}
