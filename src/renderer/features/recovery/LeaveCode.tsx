import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'

interface Props {
  onStay: () => void
  onLeave: () => void
}

/** A code that is left is gone: said before it is. */
export function LeaveCode({ onStay, onLeave }: Props) {
  const { t } = useTranslation('safety')
  return (
    <Dialog title={t('code.leaveTitle')} onClose={onStay}>
      <p>{t('code.leaveWhat')}</p>
      <Actions layout="end">
        <Button kind="quiet" onClick={onLeave}>
          {t('code.leaveGo')}
        </Button>
        <Button autoFocus onClick={onStay}>
          {t('code.leaveStay')}
        </Button>
      </Actions>
    </Dialog>
  )
}
