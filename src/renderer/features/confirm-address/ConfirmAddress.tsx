import type { Failure } from '@contract/result'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useFormat } from '../../i18n/use-format'
import type { ScreenOf } from '../../stores/screens'
import { Button } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { useBusy } from '../../ui/use-busy'
import { useSecondsLeft } from '../../ui/use-now'
import './confirm-address.css'

/** One press, so that a mail scanner that opens the link has confirmed nothing. */
export function ConfirmAddress({ link }: ScreenOf<'confirm-address'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [failure, setFailure] = useState<Failure | null>(null)
  const signedInAs = useAppState((state) => state.session?.email ?? null)
  const ended = useSecondsLeft(link.expiresAt) === 0
  // Another try would end the same way: only the ways out are left.
  const over = ended || failure?.code === 'EMAIL_TAKEN'
  const purpose = link.purpose === 'change-email' ? 'change' : 'confirm'

  const confirm = () =>
    run(async () => {
      setFailure(await app.confirm(link))
    })

  return (
    <Journey
      title={t(`confirm.${purpose}.title`)}
      lead={t('confirm.lead', { email: link.maskedEmail, time: format.moment(link.expiresAt) })}
      onBack={() => app.dismiss(link)}
      backLabel={t('cancel')}
    >
      <p className="confirm-address__what">{t(`confirm.${purpose}.what`)}</p>
      {link.otherSignedIn && signedInAs !== null && (
        <Note tone="info">{t('confirm.other', { who: signedInAs, email: link.maskedEmail })}</Note>
      )}
      {ended && (
        <Note tone="warn" title={t('linkEnded.title')} live="alert">
          {t('confirm.ended')}
        </Note>
      )}
      {failure !== null && (
        <Note tone="bad" live="alert">
          {failureText(failure)}
        </Note>
      )}
      <div className="confirm-address__action">
        {over ? (
          <Button wide onClick={() => app.dismiss(link)}>
            {signedInAs === null ? t('linkProblem.signIn') : t('linkProblem.home')}
          </Button>
        ) : (
          <Button wide autoFocus busy={busy} busyLabel={t('confirm.busy')} onClick={confirm}>
            {t(`confirm.${purpose}.submit`)}
          </Button>
        )}
      </div>
    </Journey>
  )
}
