import type { LinkHandler } from '@contract/desktop-models'
import { useTranslation } from 'react-i18next'
import { Actions } from '../../ui/Actions'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { useBusy } from '../../ui/use-busy'
import './this-computer.css'

interface Props {
  how: LinkHandler['repair']
  onYes: () => Promise<void>
  onClose: () => void
}

/** Asks before anything outside of the app's own folder is changed. */
export function RepairDialog({ how, onYes, onClose }: Props) {
  const { t } = useTranslation('computer')
  const { busy, run } = useBusy()
  return (
    <Dialog title={t('links.repairTitle')} onClose={onClose}>
      <p className="this-computer__ask">
        {t(how === 'add' ? 'links.repairAdd' : 'links.repairChoose')}
      </p>
      <Actions layout="row">
        <Button busy={busy} onClick={() => run(onYes)}>
          {t('links.repairYes')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('links.repairNo')}
        </Button>
      </Actions>
    </Dialog>
  )
}
