import type { Failure } from '@contract/channel'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureText, useFormat } from '../../i18n/hooks'
import { useAppState, useServices } from '../../shared/services'
import type { ScreenOf } from '../../stores/screens'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Journey } from '../../ui/Journey'
import { Note } from '../../ui/Note'
import { useSecondsLeft } from '../../ui/use-now'
import { Found } from './LinkQuestion'
import { RenewHere } from './Renew'
import './links.css'

/** Needs a press of the button, so that a mail scanner that opens the link confirms nothing. */
export function ConfirmAddress({ link }: ScreenOf<'confirm-address'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const format = useFormat()
  const failureText = useFailureText()
  const { busy, run } = useBusy()
  const [failure, setFailure] = useState<Failure | null>(null)
  const signedInAs = useAppState((state) => state.session?.email ?? null)
  const ended = useSecondsLeft(link.expiresAt) === 0
  // Another attempt, with any email, would fail the same way, so the only choice is to leave.
  const taken = failure?.code === 'EMAIL_TAKEN'
  const purpose = link.purpose === 'change-email' ? 'change' : 'confirm'

  const confirm = () =>
    run(async () => {
      setFailure(await app.confirm(link))
    })

  const leave = (kind: 'primary' | 'quiet') => (
    <Button wide kind={kind} onClick={() => app.dismiss(link)}>
      {signedInAs === null ? t('linkProblem.signIn') : t('linkProblem.home')}
    </Button>
  )

  return (
    <Journey
      title={t(`confirm.${purpose}.title`)}
      lead={t(link.found === 'code' ? 'confirm.leadCode' : 'confirm.lead', {
        email: link.maskedEmail,
        time: format.moment(link.expiresAt),
      })}
      onBack={() => app.dismiss(link)}
      backLabel={t('cancel')}
    >
      <Found link={link} />
      <p className="confirm-address__what">{t(`confirm.${purpose}.what`)}</p>
      {link.otherSignedIn && signedInAs !== null && (
        <Note tone="info">{t('confirm.other', { who: signedInAs, email: link.maskedEmail })}</Note>
      )}
      {ended && (
        <Note
          tone="warn"
          title={t(link.found === 'code' ? 'linkEnded.titleCode' : 'linkEnded.title')}
          live="alert"
        >
          {t('confirm.ended')}
        </Note>
      )}
      {failure !== null && (
        <Note tone="bad" live="alert">
          {failureText(failure)}
        </Note>
      )}
      {ended && !taken ? (
        <RenewHere link={link}>{leave('quiet')}</RenewHere>
      ) : (
        <Actions>
          {taken ? (
            leave('primary')
          ) : (
            <Button wide autoFocus busy={busy} busyLabel={t('confirm.busy')} onClick={confirm}>
              {t(`confirm.${purpose}.submit`)}
            </Button>
          )}
        </Actions>
      )}
    </Journey>
  )
}
