import type { LinkView } from '@contract/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useWait } from '../../app/use-wait'
import { countdown } from '../../i18n/format'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { useSecondsLeft } from '../../ui/use-now'
import { WaitNote } from '../../ui/WaitNote'

interface Props {
  /** Whose time ran out while it was shown; default: the one that has just been found expired. */
  link?: LinkView
  onDone: () => void
  /** Main no longer knows which link it was. */
  onGone: () => void
}

/** A new mail in the place of an expired link: nothing has to be typed again. */
export function Renew({ link, onDone, onGone }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const wait = useWait()
  const left = useSecondsLeft(wait.until)
  const [error, setError] = useState<string>()

  const renew = () =>
    run(async () => {
      setError(undefined)
      const failure = await app.renew(link)
      if (failure === null) onDone()
      else if (failure.code === 'LINK_NOT_FOUND') onGone()
      else if (!wait.takes(failure)) setError(failureText(failure))
    })

  return (
    <>
      {wait.until !== null && <WaitNote until={wait.until} text={t('wait.reset')} />}
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <Button
        wide
        autoFocus
        off={left > 0}
        busy={busy}
        busyLabel={t('linkProblem.renewing')}
        onClick={renew}
      >
        {left > 0 ? t('linkProblem.renewIn', { time: countdown(left) }) : t('linkProblem.renew')}
      </Button>
    </>
  )
}
