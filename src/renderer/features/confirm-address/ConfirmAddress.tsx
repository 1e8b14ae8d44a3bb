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
  const [error, setError] = useState<string>()
  const signedInAs = useAppState((state) => state.session?.email ?? null)
  const ended = useSecondsLeft(link.expiresAt) === 0
  const purpose = link.purpose === 'change-email' ? 'change' : 'confirm'

  const confirm = () =>
    run(async () => {
      const failure = await app.confirm(link)
      setError(failure === null ? undefined : failureText(failure))
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
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <div className="confirm-address__action">
        {ended ? (
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
