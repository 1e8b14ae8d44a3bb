import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'

/** Mail is not set up: the code is the way back in. */
export function WithoutMail({ email }: { email: string }) {
  const { t } = useTranslation()
  const { app } = useServices()
  return (
    <>
      <Actions>
        <Button wide autoFocus onClick={() => app.go({ name: 'recover', email })}>
          {t('forgot.code')}
        </Button>
      </Actions>
      <Note tone="info" title={t('forgot.noCodeTitle')}>
        {t('forgot.noCode')}
      </Note>
      <p className="journey__foot journey__foot--centre">
        {t('forgot.haveMail')}{' '}
        <LinkButton onClick={() => app.go({ name: 'paste-link', email })}>
          {t('forgot.paste')}
        </LinkButton>
      </p>
    </>
  )
}
