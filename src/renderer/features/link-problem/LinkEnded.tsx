import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import './link-problem.css'

/** A reset link whose time ran out while its form was open. */
export function LinkEnded() {
  const { t } = useTranslation()
  const { app } = useServices()
  const announce = useAnnounce()
  const signedIn = useAppState((state) => state.session !== null) === true
  useEffect(() => announce(t('linkEnded.title')), [announce, t])
  return (
    <>
      <Note tone="warn" title={t('linkEnded.title')}>
        {signedIn ? t('linkEnded.whatSignedIn') : t('linkEnded.what')}
      </Note>
      <div className="link-problem__actions">
        {signedIn ? (
          <Button wide autoFocus onClick={app.goHome}>
            {t('linkProblem.home')}
          </Button>
        ) : (
          <Button wide autoFocus onClick={() => app.go({ name: 'forgot-password', email: '' })}>
            {t('linkProblem.askAgain')}
          </Button>
        )}
      </div>
    </>
  )
}
