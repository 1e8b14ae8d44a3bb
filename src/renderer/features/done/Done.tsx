import { CircleCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import type { ScreenOf } from '../../stores/screens'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import './done.css'

export function Done({ what }: ScreenOf<'done'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const signedIn = useAppState((state) => state.session !== null) === true
  const none = useAppState((state) => state.stage === 'create-first') === true
  const goOn = signedIn ? 'done.home' : none ? 'done.create' : 'done.signIn'
  const announce = useAnnounce()
  // The button has the focus, so the heading would not be read.
  useEffect(() => announce(t(`done.${what}.title`)), [announce, t, what])

  return (
    <Journey
      title={t(`done.${what}.title`)}
      lead={t(`done.${what}.what`)}
      mark={<CircleCheck className="done__mark" size={40} strokeWidth={1.5} aria-hidden="true" />}
    >
      <div className="done__action">
        <Button wide autoFocus onClick={app.goHome}>
          {t(goOn)}
        </Button>
      </div>
    </Journey>
  )
}
