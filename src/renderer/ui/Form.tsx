import { CircleAlert } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { countdown } from '../i18n/format'
import { useFormat } from '../i18n/hooks'
import { useAnnounce } from './Announcer'
import { Button } from './Button'
import { Note } from './Note'
import { useSecondsLeft } from './use-now'
import './form.css'

interface Props {
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown
  busy: boolean
  /** An error that belongs to no field. */
  error?: string | undefined
  children: ReactNode
  /** The submit button and what is beside it. */
  actions: ReactNode
  /**
   * `full`: one wide button; `end`: a row at the right; `inline`: beside the only field; `sticky`: a row
   * that stays at the lower edge.
   */
  layout?: 'full' | 'end' | 'inline' | 'sticky'
}

/** Shows our own messages at the fields instead of the browser's. */
export function Form({ onSubmit, busy, error, children, actions, layout = 'full' }: Props) {
  return (
    <form
      className="form"
      data-layout={layout}
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void onSubmit(event)
      }}
    >
      {children}
      <p className="form__error" role="alert">
        {error !== undefined && (
          <>
            <CircleAlert size={16} aria-hidden="true" />
            <span>{error}</span>
          </>
        )}
      </p>
      <div className="form__actions">{actions}</div>
    </form>
  )
}

interface SubmitButtonProps {
  busy: boolean
  busyLabel: string
  waitUntil: number | null
  wide?: boolean
  kind?: 'primary' | 'quiet'
  children: ReactNode
}

/** Separate from its form, so that a countdown doesn't re-render the whole form. */
export function SubmitButton({
  busy,
  busyLabel,
  waitUntil,
  wide = true,
  kind = 'primary',
  children,
}: SubmitButtonProps) {
  const { t } = useTranslation()
  const left = useSecondsLeft(waitUntil)
  return (
    <Button wide={wide} kind={kind} type="submit" busy={busy} busyLabel={busyLabel} off={left > 0}>
      {left > 0 ? t('wait.button', { time: countdown(left) }) : children}
    </Button>
  )
}

/** Says how long to wait. The countdown is visible; only its start and end are read out. */
export function WaitNote({ until, text }: { until: number; text: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const announce = useAnnounce()
  const left = useSecondsLeft(until)
  const over = left === 0

  const say = useEffectEvent((ended: boolean) =>
    announce(ended ? t('wait.over') : `${text} ${t('wait.left', { time: format.duration(left) })}`),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another wait is announced again
  useEffect(() => say(over), [over, until])

  if (over) return null
  return (
    <Note tone="warn">
      {text} <span className="strong">{t('wait.left', { time: countdown(left) })}</span>
    </Note>
  )
}
