import type { LinkView } from '@contract/models'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { Actions } from '../../ui/Actions'
import { useAnnounce } from '../../ui/Announcer'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'
import { RenewHere } from './RenewHere'

interface Props {
  link: LinkView
  /** The recovery code led here. */
  byCode: boolean
}

/** A reset whose time ran out while its form was open. */
export function LinkEnded({ link, byCode }: Props) {
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
