import type { RecoveryView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog'
import { PasswordDialog } from '../password/PasswordDialog'
import { KeepCode } from './KeepCode'
import { LeaveCode } from './LeaveCode'
import { useNewCode } from './use-new-code'

interface Props {
  /** There is one that works, until the new one is kept. */
  replaces: boolean
  onClose: () => void
  onKept: (view: RecoveryView) => void
}

/** From the security section: the password first, then the code. */
export function MakeCode({ replaces, onClose, onKept }: Props) {
  const { t } = useTranslation('safety')
  const { making, code } = useNewCode()
  const [leaving, setLeaving] = useState(false)

  if (code === null) {
    return (
      <PasswordDialog
        title={replaces ? t('recovery.replace') : t('recovery.make')}
        submit={t('recovery.makeSubmit')}
        busy={t('offer.busy')}
        onClose={onClose}
        lead={<p>{replaces ? t('recovery.replaceWhat') : t('recovery.makeWhat')}</p>}
        send={making.make}
      />
    )
  }
  return (
    <>
      <Dialog title={t('code.title')} onClose={() => setLeaving(true)}>
        <KeepCode making={making} code={code} onKept={onKept} />
      </Dialog>
      {leaving && <LeaveCode onStay={() => setLeaving(false)} onLeave={onClose} />}
    </>
  )
}
