import type { LinkView, ResetOutcome } from '@contract/models'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/hooks'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { outcomeOf, type ScreenOf } from '../../stores/screens'
import { Form, SubmitButton } from '../../ui/Form'
import { Journey } from '../../ui/Journey'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import { useSecondsLeft } from '../../ui/use-now'
import { NewPasswordField } from '../password/NewPasswordField'
import { Found } from './LinkQuestion'
import { LinkEnded } from './Renew'
import { SealedQuestion } from './SealedQuestion'

/** First what will happen to the entries, then the new password. */
export function NewPassword({ link, byCode }: ScreenOf<'new-password'>) {
  const { t } = useTranslation()
  const { app } = useServices()
  const format = useFormat()
  const ended = useSecondsLeft(link.expiresAt) === 0
  const outcome = outcomeOf(link)
  // A different outcome is asked about again, even if it is of the same kind.
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

/** The text for a code doesn't mention a link. */
function lead(ended: boolean, code: boolean) {
  if (code) return ended ? 'newPassword.leadCodeEnded' : 'newPassword.leadCode'
  return ended ? 'newPassword.leadEnded' : 'newPassword.lead'
}

interface PasswordFormProps {
  link: LinkView
  outcome: ResetOutcome
  /** Returns to the question about the entries. */
  onAskAgain: () => void
}

function PasswordForm({ link, outcome, onAskAgain }: PasswordFormProps) {
  const { t } = useTranslation()
  const { app } = useServices()
  const { form, wait, submit, busy } = useAsking({
    defaults: { password: '' },
    // A refused password doesn't use up the link; only an accepted one does.
    at: { PASSWORD_REFUSED: 'password' },
    send: ({ password }) => app.redeem(link, password),
  })
  const { errors } = form.formState
  const typed = useWatch({ control: form.control, name: 'password' })

  return (
    <>
      <OutcomeNote outcome={outcome} onCode={onAskAgain} />
      <Form
        onSubmit={submit}
        busy={busy}
        error={errors.root?.message}
        actions={
          <SubmitButton busy={busy} busyLabel={t('newPassword.busy')} waitUntil={wait.until}>
            {t('newPassword.submit')}
          </SubmitButton>
        }
      >
        <NewPasswordField
          label={t('newPassword.label')}
          typed={typed}
          about={{ kind: 'link', ref: link.ref }}
          error={errors.password?.message}
          autoFocus
          {...form.register('password', { required: t('password.missingNew') })}
        />
      </Form>
      <p className="journey__foot">{t('newPassword.signedOut')}</p>
    </>
  )
}

interface OutcomeNoteProps {
  outcome: ResetOutcome
  /** Returns to the question, because a recovery code would keep the entries. */
  onCode: () => void
}

/** What will happen to the entries, to be read before the new password is typed. */
function OutcomeNote({ outcome, onCode }: OutcomeNoteProps) {
  const { t } = useTranslation('safety')
  const count = outcome.entries
  switch (outcome.kind) {
    case 'kept':
    case 'kept-with-code':
      return (
        <Note tone="ok" title={t('outcome.keptTitle', { count })}>
          {t(`outcome.${outcome.kind}`)}
        </Note>
      )
    case 'sealed':
      return (
        <Note tone="warn" title={t('outcome.sealedTitle')}>
          <p>{t(outcome.codeExists ? 'outcome.sealedByCode' : 'outcome.sealed', { count })}</p>
          {outcome.codeExists && <p>{t('outcome.codeEnds')}</p>}
          {outcome.codeExists && <LinkButton onClick={onCode}>{t('outcome.enterCode')}</LinkButton>}
        </Note>
      )
    case 'empty':
      return (
        <Note tone="info">
          <p>{t('outcome.empty')}</p>
          {outcome.codeExists && <p>{t('outcome.codeEndsEmpty')}</p>}
        </Note>
      )
  }
}
