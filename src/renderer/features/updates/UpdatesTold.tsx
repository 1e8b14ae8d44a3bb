import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'

interface Props {
  host: string
  onAnswer: (enabled: boolean) => void
}

/** Said to the owner before anything is asked: that it will look for updates, and how not to. */
export function UpdatesTold({ host, onAnswer }: Props) {
  const { t } = useTranslation('updates')
  return (
    <>
      <Note tone="info" title={t('told.title')}>
        {t('told.what', { host })}
      </Note>
      <Actions layout="row">
        <Button onClick={() => onAnswer(true)}>{t('told.yes')}</Button>
        <Button kind="quiet" onClick={() => onAnswer(false)}>
          {t('told.no')}
        </Button>
      </Actions>
    </>
  )
}
