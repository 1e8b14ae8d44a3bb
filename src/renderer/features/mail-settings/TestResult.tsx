import type { MailTestView } from '@contract/mail-models'
import type { MailSettingsView } from '@contract/models'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../app/use-failure'
import { CertificateNote } from './CertificateNote'
import { ProveArrival } from './ProveArrival'
import { TestSteps } from './TestSteps'
import './test-result.css'

interface Props {
  test: MailTestView
  pin: string
  onPin: (pin: string) => void
  onProven: (view: MailSettingsView) => void
}

/** How the test mail went: step by step, and then whether it arrives. */
export function TestResult({ test, pin, onPin, onProven }: Props) {
  const { t } = useTranslation('mailSettings')
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const failureText = useFailureText()
  const failed = test.code !== null

  // The work goes on here: at what failed, or at the code, which asks for the focus itself.
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
