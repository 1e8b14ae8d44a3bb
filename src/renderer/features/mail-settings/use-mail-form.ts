import type { MailSettingsView } from '@contract/models'
import type { Failure } from '@contract/result'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useAnnounce } from '../../ui/Announcer'
import { fieldOf, fromView, type MailForm, toInput } from './mail-form'

type Work = 'test' | 'save'

/** The form's two ends: a test mail with what is typed, and saving it. */
export function useMailForm(view: MailSettingsView, onSaved: (view: MailSettingsView) => void) {
  const { t } = useTranslation()
  const { api, app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const form = useForm<MailForm>({ defaultValues: fromView(view) })
  const [working, setWorking] = useState<Work | null>(null)
  const [success, setSuccess] = useState<string>()

  function succeed(text: string): void {
    setSuccess(text)
    announce(text)
  }

  function fail(failure: Failure): void {
    form.setError(fieldOf(failure.code), { message: failureText(failure) }, { shouldFocus: true })
  }

  async function testWith(values: MailForm): Promise<void> {
    const answer = await api.mailTest(toInput(values, view))
    if (answer.ok) succeed(t('mail.tested', { to: answer.value.to }))
    else fail(answer)
  }

  async function saveWith(values: MailForm): Promise<void> {
    const answer = await api.mailSave(toInput(values, view))
    if (!answer.ok) return fail(answer)
    onSaved(answer.value)
    form.reset(fromView(answer.value))
    succeed(t('mail.saved'))
    // Whether mail is ready is the whole app's to know.
    await app.refresh()
  }

  const start = (work: Work) => async () => {
    if (working !== null) return
    setWorking(work)
    setSuccess(undefined)
    try {
      await form.handleSubmit(work === 'test' ? testWith : saveWith)()
    } finally {
      setWorking(null)
    }
  }

  return { form, working, success, test: start('test'), save: start('save') }
}
