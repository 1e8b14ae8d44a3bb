import type { Result } from '@contract/channel'
import type { Check, CheckState, DiagnosticsView } from '@contract/program-models'
import {
  ArrowLeft,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Info,
  type LucideIcon,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { Waiting } from '../../shared/Loading'
import { useServices } from '../../shared/services'
import { useResource } from '../../shared/use-resource'
import type { ScreenOf } from '../../stores/screens'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Heading } from '../../ui/Heading'
import { useEscape } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import './diagnostics.css'

/** How the app is doing, and the complete report that a person may send to someone who helps. */
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
            {/* It scrolls, so the keyboard must be able to reach it. */}
            <section
              className="diagnostics__text"
              aria-labelledby="diagnostics-report"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls
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

const icons = {
  ok: CircleCheck,
  notice: Info,
  bad: CircleAlert,
  unknown: CircleDashed,
} satisfies Record<CheckState, LucideIcon>

/** What was checked, and what it means for the person. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation('diagnostics')
  const format = useFormat()
  const dayOf = (detail: string) => {
    const at = Date.parse(detail)
    return Number.isNaN(at) ? detail : format.date(at)
  }
  return (
    <ul className="checks">
      {checks.map(({ name, state, detail }) => {
        const Icon = icons[state]
        return (
          <li key={name} className="checks__row" data-state={state}>
            <Icon size={18} aria-hidden="true" />
            <div>
              <h3>
                {t(`check.${name}.title`)}
                <span className="unseen">: {t(`state.${state}`)}</span>
              </h3>
              <p>{t(`check.${name}.${state}`, { detail, day: dayOf(detail) })}</p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
