import type { WaitingMail } from '@contract/outbox-models'
import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { useBusy } from '../../ui/use-busy'

interface Props {
  mail: WaitingMail
  onYes: () => Promise<void>
  onClose: () => void
}

export function CancelMail({ mail, onYes, onClose }: Props) {
  const { t } = useTranslation('outbox')
  const { busy, run } = useBusy()
  const what = `${t(`kind.${mail.kind}`)} ${t('to', { email: mail.email })}`
  const agree = () =>
    run(async () => {
      await onYes()
      onClose()
    })
  return (
    <Dialog title={t('cancelTitle')} onClose={onClose}>
      <p className="outbox__ask breaks">{t('cancelWhat', { what })}</p>
      <Actions layout="row">
        <Button kind="danger" busy={busy} onClick={agree}>
          {t('cancelYes')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('keep')}
        </Button>
      </Actions>
    </Dialog>
  )
}
