import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Note } from '../../ui/Note'

/** The address is not the one that the vault knows: what it may mean, and the way out. */
export function Altered({ onSetAddress }: { onSetAddress: () => void }) {
  const { t } = useTranslation('safety')
  return (
    <Note tone="bad" title={t('altered.title')}>
      <p>{t('altered.what')}</p>
      <p>{t('altered.todo')}</p>
      <Actions layout="row">
        <Button small onClick={onSetAddress}>
          {t('altered.action')}
        </Button>
      </Actions>
    </Note>
  )
}
