import type { Imported, ImportIssue, ImportPreview } from '@contract/transfer-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Checkbox } from '../../ui/Checkbox'
import { Note } from '../../ui/Note'
import { Block } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { entryKindIcons } from '../vault/list/EntryRow'
import { fileText } from './ImportBlock'
import './import.css'

interface Props {
  preview: ImportPreview
  onLeave: () => void
  onImported: (imported: Imported) => void
}

/** What will be imported and what won't. Nothing is imported until the button is pressed. */
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

/** The first few entries, to show that it is the right file and was read correctly. */
function ImportSample({ preview: { sample, entries } }: { preview: ImportPreview }) {
  const { t } = useTranslation('safety')
  if (sample.length === 0) return null
  return (
    <Block title={t('import.sample', { count: sample.length })}>
      <ul className="import-sample">
        {sample.map(({ id, kind, title, subtitle }) => {
          const Icon = entryKindIcons[kind]
          return (
            <li key={id}>
              <Icon size={16} aria-hidden="true" />
              <span className="import-sample__title">{title || t('import.untitled')}</span>
              <span className="import-sample__more">{subtitle}</span>
            </li>
          )
        })}
      </ul>
      {entries > sample.length && (
        <p className="block__lead">{t('import.more', { count: entries - sample.length })}</p>
      )}
    </Block>
  )
}

/** What can't be imported as it was, by row and column, counted as in a spreadsheet. */
export function ImportIssues({ preview: { issues, moreIssues } }: { preview: ImportPreview }) {
  const { t } = useTranslation('safety')
  if (issues.length === 0) return null
  return (
    <Block title={t('import.issues')} lead={t('import.issuesLead')}>
      <ul className="import-issues">
        {issues.map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report that never changes
          <li key={index}>
            <span className="import-issues__where">
              <Where issue={issue} />
            </span>
            <span>{t(`import.issue.${issue.code}`)}</span>
            {issue.rowLeftOut && <Tag tone="warn">{t('import.leftOut')}</Tag>}
          </li>
        ))}
      </ul>
      {moreIssues > 0 && (
        <p className="block__lead">{t('import.moreIssues', { count: moreIssues })}</p>
      )}
    </Block>
  )
}

function Where({ issue: { row, column } }: { issue: ImportIssue }) {
  const { t } = useTranslation('safety')
  if (row === null) return column === null ? t('import.wholeFile') : t('import.column', { column })
  return column === null ? t('import.row', { row }) : t('import.cell', { row, column })
}
