import type { MailSettingsView } from '@contract/models'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/TextField'

/** The code of the test mail, typed back: only then is it known that mail arrives. */
export function ProveArrival({ onProven }: { onProven: (view: MailSettingsView) => void }) {
  const { t } = useTranslation('mailSettings')
  const { api } = useServices()
  const failureText = useFailureText()
  const [code, setCode] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => field.current?.focus(), [])

  async function check(): Promise<void> {
    if (busy) return
    setError(code.trim() === '' ? t('prove.missing') : undefined)
    if (code.trim() === '') return field.current?.focus()
    setBusy(true)
    const answer = await api.mailProve({ code })
    setBusy(false)
    if (answer.ok) return onProven(answer.value)
    setError(failureText(answer))
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The form around it would save.
    if (event.key !== 'Enter') return
    event.preventDefault()
    void check()
  }

  return (
    <>
      <p className="test-result__lead">{t('prove.lead')}</p>
      <div className="test-result__prove">
        <TextField
          ref={field}
          label={t('prove.label')}
          autoComplete="off"
          placeholder="XXXXX-XXXXX"
          maxLength={200}
          value={code}
          error={error}
          onChange={(event) => setCode(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button kind="quiet" busy={busy} onClick={check}>
          {t('prove.check')}
        </Button>
      </div>
    </>
  )
}
