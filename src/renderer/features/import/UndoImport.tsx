import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { useFormat } from '../../i18n/use-format'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'

/** The last import, while it can be taken back in one step. */
export function UndoImport({ onDone }: { onDone: (text: string) => void }) {
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
