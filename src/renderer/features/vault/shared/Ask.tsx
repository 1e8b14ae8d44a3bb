import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, useBusy } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import './shared.css'

interface Props {
  title: string
  what: ReactNode
  yes: string
  danger?: boolean
  onYes: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something that can't be undone. Errors are shown in their usual place. */
export function Ask({ title, what, yes, danger = false, onYes, onClose }: Props) {
  const { t } = useTranslation('app')
  const { busy, run } = useBusy()
  const agree = () =>
    run(async () => {
      onClose()
      await onYes()
    })
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="ask__what">{what}</p>
      <div className="ask__actions">
        <Button kind="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={agree}>
          {yes}
        </Button>
      </div>
    </Dialog>
  )
}
