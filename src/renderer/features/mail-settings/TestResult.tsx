import type { MailStep, MailTestView } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'
import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { Button } from '../../ui/Button'
import { TextField } from '../../ui/Field'
import { CertificateNote } from './Certificate'
import './test-result.css'

interface Props {
  test: MailTestView
  pin: string
  onPin: (pin: string) => void
  onProven: (view: MailSettingsView) => void
}

/** The result of the test email: step by step, and then whether it arrives. */
export function TestResult({ test, pin, onPin, onProven }: Props) {
  const { t } = useTranslation('mailSettings')
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const failureText = useFailureText()
  const failed = test.code !== null

  // The focus moves to the failure or to the code's field, which takes it by itself.
  useEffect(() => {
    title.current?.scrollIntoView({ block: 'start' })
    if (failed) title.current?.focus()
  }, [failed])

  return (
    <section className="test-result" data-failed={failed || undefined} aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        {failed ? t('test.failed') : t('test.sent', { to: test.to })}
      </h2>
      {test.code !== null && (
        <p className="test-result__lead">{failureText({ ok: false, code: test.code })}</p>
      )}
      <TestSteps steps={test.steps} pinned={pin !== ''} />
      {test.certificate !== null && (
        <CertificateNote certificate={test.certificate} pin={pin} onPin={onPin} />
      )}
      {!failed && <ProveArrival onProven={onProven} />}
    </section>
  )
}

const icons = {
  ok: CircleCheck,
  failed: CircleX,
  'not-reached': CircleDashed,
} satisfies Record<MailStep['state'], LucideIcon>

/** The conversation with the server; its own words only at the step that failed. */
function TestSteps({ steps, pinned }: { steps: readonly MailStep[]; pinned: boolean }) {
  const { t } = useTranslation('mailSettings')
  return (
    <ol className="test-result__steps" aria-label={t('test.title')}>
      {steps.map(({ name, state, answer }) => {
        const Icon = icons[state]
        const done =
          name === 'encrypted' && pinned ? t('test.encryptedPinned') : t(`test.steps.${name}`)
        const text = state === 'failed' ? t(`test.stopped.${name}`) : done
        return (
          <li key={name} className="test-result__step" data-state={state}>
            <Icon size={16} aria-hidden="true" />
            <div>
              <span className="unseen">{t(`test.state.${state}`)} </span>
              {text}
              {state === 'failed' && answer !== null && (
                <p className="test-result__answer">
                  {t('test.said')} <q>{answer}</q>
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** The code from the test email is typed back: only that proves that emails arrive. */
function ProveArrival({ onProven }: { onProven: (view: MailSettingsView) => void }) {
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
    // Enter would submit the surrounding form.
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
