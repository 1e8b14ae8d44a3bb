import type { DiagnosticsView } from '@contract/diagnostics-models'
import type { Result } from '@contract/result'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useResource } from '../../app/use-resource'
import { Waiting } from '../../app/Waiting'
import type { ScreenOf } from '../../stores/screens'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Heading } from '../../ui/Heading'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { useEscape } from '../../ui/use-escape'
import { Checks } from './Checks'
import './diagnostics.css'

/** How the app is doing, and the whole of what a person may send to whoever helps. */
export function Diagnostics({ from }: ScreenOf<'diagnostics'>) {
  const { t } = useTranslation(['diagnostics', 'app'])
  const { api, app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { value, failure, load } = useResource(api.diagnosticsCollect)
  const { busy, run } = useBusy()
  const [said, setSaid] = useState<string>()
  const [error, setError] = useState<string>()
  const back = () => app.go(from)
  useEscape(back)

  function take<T>(answer: Result<T>, words: (value: T) => string | undefined): void {
    const text = answer.ok ? words(answer.value) : undefined
    setError(answer.ok ? undefined : failureText(answer))
    setSaid(text)
    if (text !== undefined) announce(text)
  }
  const copy = async ({ madeAt }: DiagnosticsView) =>
    take(await api.diagnosticsCopy({ madeAt }), () => t('copied'))
  const save = async ({ madeAt }: DiagnosticsView) =>
    take(await api.diagnosticsSave({ madeAt }), (name) =>
      name === null ? undefined : t('saved', { name }),
    )
  const again = () =>
    run(async () => {
      setSaid(undefined)
      await load()
    })

  return (
    <main className="diagnostics">
      <div className="diagnostics__column">
        <LinkButton quiet onClick={back}>
          <ArrowLeft size={16} aria-hidden="true" />
          {t('app:back')}
        </LinkButton>
        <Heading title={t('title')} />
        <p className="diagnostics__lead">{t('lead')}</p>
        {value === null ? (
          <Waiting failure={failure} onRetry={load} />
        ) : (
          <>
            <h2>{t('checks')}</h2>
            <Checks checks={value.checks} />
            <Actions layout="row">
              <Button kind="quiet" busy={busy} busyLabel={t('collecting')} onClick={again}>
                {t('again')}
              </Button>
            </Actions>
            <h2 id="diagnostics-report">{t('report')}</h2>
            <p className="diagnostics__lead">{t('reportLead')}</p>
            {!value.withLog && <p className="diagnostics__lead">{t('logForOwner')}</p>}
            {/* It scrolls: the keyboard has to get into it. */}
            <section
              className="diagnostics__text"
              aria-labelledby="diagnostics-report"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
              tabIndex={0}
            >
              <pre>{value.text}</pre>
            </section>
            {said !== undefined && <Note tone="ok">{said}</Note>}
            {error !== undefined && (
              <Note tone="bad" live="alert">
                {error}
              </Note>
            )}
            <Actions layout="row">
              <Button onClick={() => copy(value)}>{t('copy')}</Button>
              <Button kind="quiet" onClick={() => save(value)}>
                {t('save')}
              </Button>
            </Actions>
          </>
        )}
      </div>
    </main>
  )
}
