import type { LinkView, ResetOutcome } from '@contract/models'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../shared/RecoveryCode'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { Actions, Button } from '../../ui/Button'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Note } from '../../ui/Note'

interface Props {
  link: LinkView
  outcome: ResetOutcome
  /** The person continues without the entries, knowing what that means. */
  onSealed: () => void
}

/** This computer can't open the vault. The person enters the recovery code or chooses to do without. */
export function SealedQuestion({ link, outcome, onSealed }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { app } = useServices()
  const { form, wait, submit, busy } = useAsking({
    defaults: { code: '' },
    at: { RECOVERY_WRONG: 'code', RECOVERY_MISTYPED: 'code', RECOVERY_FAILED: 'code' },
    send: ({ code }) => app.openWithCode(link, code),
  })
  const count = outcome.entries
  const goOn = (
    <Actions>
      <Button wide kind={outcome.codeExists ? 'quiet' : 'primary'} onClick={onSealed}>
        {t('sealedQuestion.goOn')}
      </Button>
    </Actions>
  )

  return (
    <>
      <Note tone="warn" title={t('sealedQuestion.title', { count })}>
        <p>{t('sealedQuestion.what')}</p>
        {!outcome.codeExists && <p>{t('sealedQuestion.noCode')}</p>}
      </Note>
      {outcome.codeExists && (
        <Form
          onSubmit={submit}
          busy={busy}
          error={form.formState.errors.root?.message}
          actions={
            <SubmitButton busy={busy} busyLabel={t('recover.busy')} waitUntil={wait.until}>
              {t('sealedQuestion.keep')}
            </SubmitButton>
          }
        >
          <CodeField
            label={t('code.label')}
            hint={t('code.hint')}
            error={form.formState.errors.code?.message}
            autoFocus
            {...form.register('code', { required: t('code.missing') })}
          />
          {wait.until !== null && <WaitNote until={wait.until} text={t('app:wait.password')} />}
        </Form>
      )}
      {goOn}
      <p className="journey__foot">
        {t(outcome.codeExists ? 'sealedQuestion.meansByCode' : 'sealedQuestion.means')}
      </p>
    </>
  )
}
