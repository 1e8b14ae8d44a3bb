import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../../i18n/hooks'
import { useServices } from '../../../shared/services'
import { Button } from '../../../ui/Button'
import { Note } from '../../../ui/Note'
import { Progress } from '../../../ui/Spinner'
import { EntryEditor } from '../editor/EntryEditor'
import { useFocusOn, useVault, useVaultModel } from '../shared/vault-context'
import { EntryDetail } from './EntryDetail'
import { NothingChosen } from './NothingChosen'
import './detail-pane.css'

/** The entry being viewed or edited. Escape goes back to the list. */
export function DetailPane() {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const editing = useVaultModel((model) => model.editing)
  const shown = useStore(vault.selection.store, (model) => model.entry?.id)
  const pane = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusOn('detail', heading)

  // Another entry starts at the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these two change with the entry
  useEffect(() => {
    if (pane.current !== null) pane.current.scrollTop = 0
  }, [shown, editing])

  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
    // A dialog is inside this element in the DOM, but not on the screen: it closes itself.
    if (document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    vault.back()
  }

  return (
    <section ref={pane} className="detail-pane" aria-label={t('detail.label')} onKeyDown={press}>
      {editing === null ? (
        <Chosen heading={heading} />
      ) : (
        <EntryEditor key={editing.id} editor={editing} />
      )}
    </section>
  )
}

function Chosen({ heading }: { heading: RefObject<HTMLHeadingElement | null> }) {
  const { t } = useTranslation(['vault', 'app'])
  const { app } = useServices()
  const failureText = useFailureText()
  const vault = useVault()
  const { id, entry, failure } = useStore(vault.selection.store)

  if (failure !== null) {
    return (
      <div className="detail-pane__problem">
        <Note tone="bad" live="alert">
          {failureText(failure)}
        </Note>
        {failure.code === 'ENTRY_DAMAGED' ? (
          <Button kind="quiet" onClick={() => app.go({ name: 'home', section: 'data' })}>
            {t('damagedSee')}
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => void vault.refresh()}>
            {t('app:tryAgain')}
          </Button>
        )}
      </div>
    )
  }
  if (entry !== null) return <EntryDetail key={entry.id} entry={entry} heading={heading} />
  if (id !== null) return <Progress label={t('app:loading')} />
  return <NothingChosen />
}
