import { LifeBuoy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { KeepCode, LeaveCode, useNewCode } from './KeepCode'
import './recovery.css'

/** Shown right after the account was created. */
export function RecoveryOffer() {
  const { t } = useTranslation('safety')
  const { app } = useServices()
  const failureText = useFailureText()
  const announce = useAnnounce()
  const { busy, run } = useBusy()
  const { making, code } = useNewCode()
  const [error, setError] = useState<string>()
  const [leaving, setLeaving] = useState(false)

  const make = () =>
    run(async () => {
      const failure = await making.make(null)
      setError(failure === null ? undefined : failureText(failure))
    })
  const kept = () => {
    announce(t('code.inForce'))
    app.goHome()
  }

  if (code !== null) {
    return (
      <Journey
        key="code"
        title={t('code.title')}
        onBack={() => setLeaving(true)}
        backLabel={t('code.leave')}
      >
        <KeepCode making={making} code={code} onKept={kept} />
        {leaving && <LeaveCode onStay={() => setLeaving(false)} onLeave={app.goHome} />}
      </Journey>
    )
  }
  return (
    <Journey
      key="offer"
      title={t('offer.title')}
      lead={t('offer.lead')}
      mark={
        <LifeBuoy className="recovery-offer__mark" size={36} strokeWidth={1.5} aria-hidden="true" />
      }
    >
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <Actions>
        <Button wide autoFocus busy={busy} busyLabel={t('offer.busy')} onClick={make}>
          {t('offer.make')}
        </Button>
        <Button wide kind="quiet" onClick={app.goHome}>
          {t('offer.later')}
        </Button>
      </Actions>
      <p className="journey__foot journey__foot--centre">{t('offer.where')}</p>
    </Journey>
  )
}
