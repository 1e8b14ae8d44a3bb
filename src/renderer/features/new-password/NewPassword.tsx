import type { ResetOutcome } from '@contract/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFormat } from '../../i18n/use-format'
import { outcomeOf, type ScreenOf } from '../../stores/screens'
import { Journey } from '../../ui/Journey'
import { useSecondsLeft } from '../../ui/use-now'
import { Found } from '../check-mail/Found'
import { LinkEnded } from '../link-problem/LinkEnded'
import { PasswordForm } from './PasswordForm'
import { SealedQuestion } from './SealedQuestion'

/** What happens to the entries first, then the new password. */
export function NewPassword({ link, byCode }: ScreenOf<'new-password'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const format = useFormat()
  const ended = useSecondsLeft(link.expiresAt) === 0
  const outcome = outcomeOf(link)
  // Another outcome is another question, also when it is of the same kind.
  const [accepted, setAccepted] = useState<ResetOutcome | null>(null)
  const asks = outcome.kind === 'sealed' && accepted !== outcome

  return (
    <Journey
      title={t('newPassword.title')}
      lead={t(lead(ended, link.found === 'code'), {
        email: link.maskedEmail,
        time: format.time(link.expiresAt),
      })}
      onBack={() => app.dismiss(link)}
      backLabel={t('cancel')}
    >
      {byCode !== true && <Found link={link} />}
      {ended ? (
        <LinkEnded link={link} byCode={byCode === true} />
      ) : asks ? (
        <SealedQuestion link={link} outcome={outcome} onSealed={() => setAccepted(outcome)} />
      ) : (
        <PasswordForm link={link} outcome={outcome} onAskAgain={() => setAccepted(null)} />
      )}
    </Journey>
  )
}

/** Of a code no link is spoken of. */
function lead(ended: boolean, code: boolean) {
  if (code) return ended ? 'newPassword.leadCodeEnded' : 'newPassword.leadCode'
  return ended ? 'newPassword.leadEnded' : 'newPassword.lead'
}
