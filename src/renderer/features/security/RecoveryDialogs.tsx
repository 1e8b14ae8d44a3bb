import type { RecoveryView } from '@contract/safety-models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../shared/RecoveryCode'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { Dialog } from '../../ui/Dialog'
import { DialogForm, PasswordDialog } from '../password/DialogForm'
import { KeepCode, LeaveCode, useNewCode } from '../recovery/KeepCode'

interface MakeCodeProps {
  /** A code exists; it works until the new one is confirmed. */
  replaces: boolean
  onClose: () => void
  onKept: (view: RecoveryView) => void
}

/** Opened from the security section: first the password, then the code. */
export function MakeCode({ replaces, onClose, onKept }: MakeCodeProps) {
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

interface CheckCodeProps {
  onClose: () => void
  onProven: (view: RecoveryView) => void
}

/** Checks that the saved code is right. Changes nothing but the date of the last check. */
export function CheckCode({ onClose, onProven }: CheckCodeProps) {
  const { t } = useTranslation('safety')
  const { api } = useServices()
  const asking = useAsking({
    defaults: { code: '' },
    at: { RECOVERY_WRONG: 'code', RECOVERY_MISTYPED: 'code' },
    async send(values) {
      const answer = await api.recoveryCheck(values)
      if (!answer.ok) return answer
      onProven(answer.value)
      return null
    },
  })
  return (
    <DialogForm
      asking={asking}
      title={t('recovery.check')}
      submit={t('recovery.checkSubmit')}
      busy={t('recovery.checking')}
      onClose={onClose}
      lead={<p className="muted">{t('recovery.checkWhat')}</p>}
    >
      <CodeField
        label={t('code.label')}
        error={asking.form.formState.errors.code?.message}
        {...asking.form.register('code', { required: t('code.missing') })}
      />
    </DialogForm>
  )
}
