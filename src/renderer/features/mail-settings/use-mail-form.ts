import type { Failure } from '@contract/channel'
import type { MailProvider, MailTestView } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useAnnounce } from '../../ui/Announcer'
import { fieldOf, fromView, isSameLogin, type MailForm, toInput, typedSince } from './mail-form'

type Work = 'test' | 'save'

export interface MailFormParts {
  view: MailSettingsView
  providers: readonly MailProvider[]
  draft: MailDraft
  onSaved: (view: MailSettingsView) => void
}

/** The form's two ends: a test mail with what is typed, and saving it. */
export function useMailForm({ view, providers, draft, onSaved }: MailFormParts) {
  const { t } = useTranslation(['app', 'mailSettings'])
  const { api, app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const form = useForm<MailForm>({ defaultValues: fromView(view, providers) })
  const [working, setWorking] = useState<Work | null>(null)
  /** What was done, and whether there was something left to save then: it is true as long as that is. */
  const [success, setSuccess] = useState<{ readonly text: string; readonly unsaved: boolean }>()
  const [tested, setTested] = useState<MailTestView | null>(null)
  const { isDirty } = form.formState

  const begin = useEffectEvent(() => {
    const kept = draft.get()
    if (kept !== null) form.reset(kept, { keepDefaultValues: true })
  })
  const leave = useEffectEvent(() => draft.keep(form.formState.isDirty ? form.getValues() : null))
  useEffect(() => {
    begin()
    return () => leave()
  }, [])

  function succeed(text: string, unsaved: boolean): void {
    setSuccess({ text, unsaved })
    announce(text)
  }

  function show(failure: Pick<Failure, 'code'>, shouldFocus: boolean): void {
    const message = failureText({ ok: false, ...failure })
    form.setError(fieldOf(failure.code, form.getValues()), { message }, { shouldFocus })
  }

  async function testWith(values: MailForm): Promise<void> {
    const answer = await api.mailTest(toInput(values, view, providers))
    if (!answer.ok) return show(answer, true)
    setTested(answer.value)
    if (answer.value.code === null) announce(t('mailSettings:test.announceSent'))
    // The focus goes to the steps, which say more than the field.
    else show({ code: answer.value.code }, false)
  }

  /** Nothing is lost of what was typed on after `sent`, here or by whoever has gone away since. */
  function takeSaved(sent: MailForm, view: MailSettingsView): void {
    const saved = fromView(view, providers)
    const since = typedSince(sent, form.getValues(), saved)
    onSaved(view)
    form.reset(saved)
    if (since !== null) form.reset(since, { keepDefaultValues: true })
    const left = draft.get()
    if (left !== null) draft.keep(typedSince(sent, left, saved))
  }

  async function saveWith(values: MailForm): Promise<void> {
    const answer = await api.mailSave(toInput(values, view, providers))
    if (!answer.ok) return show(answer, true)
    takeSaved(values, answer.value)
    succeed(t('mail.saved'), false)
    // Whether mail is ready is the whole app's to know.
    await app.refresh()
  }

  const start = (work: Work) => async () => {
    if (working !== null) return
    setWorking(work)
    setSuccess(undefined)
    setTested(null)
    form.clearErrors()
    try {
      await form.handleSubmit(work === 'test' ? testWith : saveWith)()
    } finally {
      setWorking(null)
    }
  }

  return {
    form,
    working,
    success: success?.unsaved === isDirty ? success.text : undefined,
    tested,
    isDirty,
    test: start('test'),
    save: start('save'),
    discard() {
      form.reset(fromView(view, providers))
      setTested(null)
    },
    /** It was proven to have arrived; what is typed stays. */
    proven(next: MailSettingsView) {
      onSaved(next)
      setTested(null)
      const { isDirty: unsaved } = form.formState
      succeed(t(unsaved ? 'mailSettings:prove.doneUnsaved' : 'mailSettings:prove.done'), unsaved)
    },
    /** A secret is kept for what is typed: an empty field keeps it. */
    keeps: isSameLogin(view, toInput(form.watch(), view, providers)),
  }
}

/**
 * What was typed into the mail settings and not saved, while its person looks at something else. It
 * lives as long as the screen around the sections: a lock and a sign-out end it.
 */
export interface MailDraft {
  get(): MailForm | null
  keep(values: MailForm | null): void
}

export function createMailDraft(): MailDraft {
  let kept: MailForm | null = null
  return {
    get: () => kept,
    keep(values) {
      kept = values
    },
  }
}
