import type { ResetOutcome } from '@contract/models'
import { CircleCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../shared/services'
import type { ScreenOf } from '../../stores/screens'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import './signed-out.css'

export function Done(screen: ScreenOf<'done'>) {
  const { what } = screen
  const { t } = useTranslation(['app', 'safety'])
  const { app } = useServices()
  const signedIn = useAppState((state) => state.session !== null) === true
  const none = useAppState((state) => state.stage === 'create-first') === true
  const label = signedIn ? 'done.home' : none ? 'done.create' : 'done.signIn'
  const goOn = () => (signedIn ? app.go({ name: 'home', section: 'account' }) : app.goHome())
  const announce = useAnnounce()
  const outcome = screen.what === 'reset' ? screen.outcome : null
  const said = outcome && outcomeKey(outcome)
  const entries = said && t(`safety:outcome.done.${said}`, { count: outcome?.entries ?? 0 })
  // The button has the focus, so the heading would not be read out.
  useEffect(
    () => announce([t(`done.${what}.title`), entries].filter(Boolean).join('. ')),
    [announce, t, what, entries],
  )

  return (
    <Journey
      title={t(`done.${what}.title`)}
      lead={t(`done.${what}.what`)}
      mark={<CircleCheck className="done__mark" size={40} strokeWidth={1.5} aria-hidden="true" />}
    >
      {entries !== null && <Note tone={said === 'kept' ? 'ok' : 'warn'}>{entries}</Note>}
      <Actions>
        <Button wide autoFocus onClick={goOn}>
          {t(label)}
        </Button>
      </Actions>
    </Journey>
  )
}

/** Null if there was nothing to lose. */
function outcomeKey({ kind, codeExists }: ResetOutcome) {
  if (kind === 'empty') return codeExists ? 'emptyCode' : null
  if (kind !== 'sealed') return 'kept'
  return codeExists ? 'sealedByCode' : 'sealed'
}
