import { useTranslation } from 'react-i18next'
import { useAppState, useMailNeeds, useModel, useServices } from '../../app/services'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'

/** To the owner, who alone can enter what mail waits for. Goes once it was entered. */
export function MailBar() {
  const { t } = useTranslation('outbox')
  const { app } = useServices()
  const lost = useMailNeeds() === 'password'
  const isOwner = useAppState((state) => state.session?.role === 'owner') === true
  const there = useModel(({ screen }) => screen.name === 'home' && screen.section === 'mail')
  if (!lost || !isOwner || there) return null
  return (
    <Bar
      title={t('lost.title')}
      what={t('lost.what')}
      action={
        <Button kind="quiet" small onClick={() => app.go({ name: 'home', section: 'mail' })}>
          {t('lost.enter')}
        </Button>
      }
    />
  )
}
