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

/** The form's two actions: sending a test email with what is typed, and saving it. */
export function useMailForm({ view, providers, draft, onSaved }: MailFormParts) {
  const { t } = useTranslation(['app', 'mailSettings'])
  const { api, app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const form = useForm<MailForm>({ defaultValues: fromView(view, providers) })
  const [working, setWorking] = useState<Work | null>(null)
  /**
   * What was done, and whether there were unsaved changes then. Shown only while that is still the case.
   */
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

  /** Keeps what was typed after `sent`, here or in a draft left by this screen. */
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
    // The rest of the app needs to know whether email is set up.
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
    /** Its arrival was proven; what is typed stays. */
    proven(next: MailSettingsView) {
      onSaved(next)
      setTested(null)
      const { isDirty: unsaved } = form.formState
      succeed(t(unsaved ? 'mailSettings:prove.doneUnsaved' : 'mailSettings:prove.done'), unsaved)
    },
    /** A stored secret fits what is typed: an empty field keeps it. */
    keeps: isSameLogin(view, toInput(form.watch(), view, providers)),
  }
}

/**
 * What was typed into the mail settings and not saved, kept while another section is open. It lives as
 * long as the screen around the sections, which ends with a lock or a sign-out.
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
