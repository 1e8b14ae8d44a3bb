import { byKind, type EntryKind } from '@contract/entry-kinds'
import { maxEntryText, maxNotes } from '@contract/limits'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../../i18n/hooks'
import type { Editor } from '../../../stores/vault/editor'
import { useAnnounce } from '../../../ui/Announcer'
import { Button } from '../../../ui/Button'
import { Checkbox } from '../../../ui/Checkbox'
import { TextArea, TextField } from '../../../ui/Field'
import { Form } from '../../../ui/Form'
import { LinkButton } from '../../../ui/LinkButton'
import { Note } from '../../../ui/Note'
import { useKeys } from '../shared/shortcuts'
import { useFocusOn, useVault } from '../shared/vault-context'
import { LoginFields } from './LoginFields'
import { TagsField } from './TagsField'
import './entry-editor.css'

/** In a note, the notes are what it is for. */
const notesFields = {
  login: { label: 'field.notes', rows: 4 },
  note: { label: 'field.note', rows: 10 },
} as const satisfies Record<EntryKind, { label: string; rows: number }>

/** An entry's fields. Leaving needs no confirmation: what was typed is kept as a draft. */
export function EntryEditor({ editor }: { editor: Editor }) {
  const { t } = useTranslation(['vault', 'app'])
  const failureText = useFailureText()
  const announce = useAnnounce()
  const vault = useVault()
  const keys = useKeys()
  const title = useRef<HTMLInputElement>(null)
  const { values, restored, changed, saving, problem, draftFailure } = useStore(editor.store)
  const { kind } = values
  useFocusOn('editor', title)
  useSafeDraft(editor)

  const isNameless = problem === 'nameless'
  const otpWrong = problem !== 'nameless' && problem?.code === 'OTP_INVALID'
  useEffect(() => {
    if (isNameless) title.current?.focus()
  }, [isNameless])
  useEffect(() => {
    if (restored) announce(t('draft.title'))
  }, [restored, announce, t])

  const heading = editor.id === null ? t(`editor.new.${kind}`) : t(`editor.change.${kind}`)
  return (
    <div className="entry-editor">
      <h2>{heading}</h2>
      {restored && (
        <Note tone="info" title={t('draft.title')}>
          <p>{t('draft.restored')}</p>
        </Note>
      )}
      <Form
        layout="sticky"
        busy={saving}
        error={problem === null || isNameless || otpWrong ? undefined : failureText(problem)}
        onSubmit={() => vault.save()}
        actions={
          <>
            {(changed || restored) && (
              <span className="entry-editor__discard">
                <LinkButton quiet onClick={() => void vault.discardEdit()}>
                  {editor.id === null ? t('editor.discardNew') : t('editor.discard')}
                </LinkButton>
              </span>
            )}
            <Button kind="quiet" onClick={() => vault.back()}>
              {changed ? t('editor.later') : t('app:cancel')}
            </Button>
            <Button
              type="submit"
              busy={saving}
              busyLabel={t('editor.saving')}
              aria-keyshortcuts={keys('save').aria}
            >
              {t('editor.save')}
            </Button>
          </>
        }
      >
        <TextField
          ref={title}
          label={t('field.title')}
          error={isNameless ? t(`editor.nameless.${kind}`) : undefined}
          maxLength={maxEntryText}
          autoComplete="off"
          value={values.title}
          onChange={(event) => editor.set({ title: event.target.value })}
        />
        {byKind(values, {
          login: () => (
            <LoginFields editor={editor} otpError={otpWrong ? failureText(problem) : undefined} />
          ),
          note: () => null,
        })}
        <TextArea
          label={t(notesFields[kind].label)}
          rows={notesFields[kind].rows}
          maxLength={maxNotes}
          value={values.notes}
          onChange={(event) => editor.set({ notes: event.target.value })}
        />
        <TagsField tags={values.tags} onChange={(tags) => editor.set({ tags })} />
        <Checkbox
          label={t('favourite')}
          checked={values.favourite}
          onChange={(event) => editor.set({ favourite: event.target.checked })}
        />
        {draftFailure !== null && (
          <Note tone="warn" title={t('editor.notSafe')} live="alert">
            {failureText(draftFailure)}
          </Note>
        )}
      </Form>
    </div>
  )
}

/**
 * Saves the draft when the window loses the focus or is closed. A lock requests that itself, and the
 * draft is saved anyway when typing pauses.
 */
function useSafeDraft(editor: Editor): void {
  useEffect(() => {
    const flush = () => void editor.flush()
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
    }
  }, [editor])
}
