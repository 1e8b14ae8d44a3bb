import type { Failure } from '@contract/channel'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countdown } from '../../i18n/format'
import { useFailureText } from '../../i18n/hooks'
import { useAnnounce } from '../../ui/Announcer'
import { useBusy } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { useSecondsLeft } from '../../ui/use-now'
import './check-mail.css'

interface Props {
  /** No email has been sent so far. */
  first?: boolean
  /** Null means now. */
  nextPossibleAt: number | null
  send: () => Promise<Failure | null>
  /** Announced once the email has been requested. */
  done: string
}

/** Counts down until another email may be requested, then lets the person request it. */
export function SendAgain({ first = false, nextPossibleAt, send, done }: Props) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()
  const [retryAt, setRetryAt] = useState<number | null>(null)
  const [error, setError] = useState<string>()
  const left = useSecondsLeft(Math.max(nextPossibleAt ?? 0, retryAt ?? 0) || null)

  const again = () =>
    run(async () => {
      setError(undefined)
      const failure = await send()
      if (failure === null) announce(done)
      else if (failure.code === 'WAIT' && failure.retryAt !== undefined) setRetryAt(failure.retryAt)
      else setError(failureText(failure))
    })

  return (
    <span className="send-again">
      {/* It stays the same button, so that it keeps the focus after it is pressed. */}
      <LinkButton off={left > 0} busy={busy} onClick={again}>
        {left > 0
          ? t('sendAgain.in', { time: countdown(left) })
          : t(first ? 'sendAgain.first' : 'sendAgain.now')}
      </LinkButton>
      <span role="alert" className="send-again__error">
        {error}
      </span>
    </span>
  )
}
