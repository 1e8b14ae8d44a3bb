import type { LinkView, ResetOutcome } from '@contract/models'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { Form } from '../../ui/Form'
import { SubmitButton } from '../../ui/SubmitButton'
import { NewPasswordField } from '../password/NewPasswordField'
import { useAsking } from '../password/use-asking'
import { OutcomeNote } from './OutcomeNote'

interface Props {
  link: LinkView
  outcome: ResetOutcome
  /** Back to the question what is to happen to the entries. */
  onAskAgain: () => void
}

export function PasswordForm({ link, outcome, onAskAgain }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const { form, wait, submit, busy } = useAsking({
    defaults: { password: '' },
    // Refused: the link is as good as before. Only a password that is taken uses it.
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
