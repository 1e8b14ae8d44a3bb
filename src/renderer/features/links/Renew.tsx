import type { LinkView } from '@contract/models'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countdown } from '../../i18n/format'
import { useFailureText } from '../../i18n/hooks'
import { useAppState, useServices } from '../../shared/services'
import { useWait } from '../../shared/use-asking'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { WaitNote } from '../../ui/Form'
import { Note } from '../../ui/Note'
import { useSecondsLeft } from '../../ui/use-now'

interface Props {
  /**
   * The link that expired while it was shown; by default, the one that was just found to have expired.
   */
  link?: LinkView
  onDone: () => void
  /** Main no longer knows which link it was. */
  onGone: () => void
}

/** Sends a new email to replace an expired link: nothing has to be typed again. */
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

interface RenewHereProps {
  link: LinkView
  /** What else to do when nothing can be renewed, or after renewing on this screen. */
  children: ReactNode
}

/** Sends a new email to replace a link that expired while its form was open. */
export function RenewHere({ link, children }: RenewHereProps) {
  const { t } = useTranslation()
  const [renewed, setRenewed] = useState<'no' | 'done' | 'gone'>('no')
  return (
    <>
      {renewed === 'done' && (
        <Note tone="ok" live="status">
          {t('linkProblem.renewed')}
        </Note>
      )}
      {renewed === 'gone' && (
        <Note tone="info" live="status">
          {t('linkEnded.gone')}
        </Note>
      )}
      <Actions>
        {renewed === 'no' && (
          <Renew link={link} onDone={() => setRenewed('done')} onGone={() => setRenewed('gone')} />
        )}
        {children}
      </Actions>
    </>
  )
}

interface LinkEndedProps {
  link: LinkView
  /** The recovery code led here. */
  byCode: boolean
}

/** A reset that expired while its form was open. */
export function LinkEnded({ link, byCode }: LinkEndedProps) {
  const { t } = useTranslation()
  const { app } = useServices()
  const announce = useAnnounce()
  const signedIn = useAppState((state) => state.session !== null) === true
  const title = t(link.found === 'code' ? 'linkEnded.titleCode' : 'linkEnded.title')
  useEffect(() => announce(title), [announce, title])

  const again = byCode && !signedIn
  return (
    <>
      <Note tone="warn" title={title}>
        {t(byCode ? 'linkEnded.whatCode' : 'linkEnded.what')}
      </Note>
      {byCode ? (
        <Actions>
          {again ? (
            <Button wide autoFocus onClick={() => app.go({ name: 'recover', email: '' })}>
              {t('linkEnded.codeAgain')}
            </Button>
          ) : (
            <Button wide autoFocus onClick={app.goHome}>
              {t('linkProblem.home')}
            </Button>
          )}
        </Actions>
      ) : (
        <RenewHere link={link}>
          <Button wide kind="quiet" onClick={() => app.dismiss(link)}>
            {t(signedIn ? 'linkProblem.home' : 'linkProblem.signIn')}
          </Button>
        </RenewHere>
      )}
    </>
  )
}
