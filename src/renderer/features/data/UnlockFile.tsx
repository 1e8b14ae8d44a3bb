import type { ImportPreview } from '@contract/transfer-models'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../shared/RecoveryCode'
import { useServices } from '../../shared/services'
import { useAsking } from '../../shared/use-asking'
import { Button } from '../../ui/Button'
import { EmailField, PasswordField } from '../../ui/Field'
import { Form, SubmitButton, WaitNote } from '../../ui/Form'
import { Note } from '../../ui/Note'
import { Radios } from '../../ui/Radios'
import './import.css'

interface Props {
  fileRef: string
  locked: NonNullable<ImportPreview['locked']>
  onPreview: (preview: ImportPreview) => void
  onLeave: () => void
}

interface Values {
  email: string
  kind: 'password' | 'code'
  password: string
  code: string
}

/** An encrypted Latchkey file: its content is unknown until it is opened. */
export function UnlockFile({ fileRef, locked, onPreview, onLeave }: Props) {
  const { t } = useTranslation(['safety', 'app'])
  const { api } = useServices()
  const { form, wait, submit, busy } = useAsking<Values>({
    defaults: { email: '', kind: locked.password ? 'password' : 'code', password: '', code: '' },
    at: { WAY_IN_WRONG: ({ kind }) => kind, RECOVERY_MISTYPED: 'code', EMAIL_INVALID: 'email' },
    async send({ email, kind, password, code }) {
      const by = kind === 'password' ? { kind, password } : { kind, code }
      const answer = await api.importUnlock({
        ref: fileRef,
        email: locked.email ? email.trim() : null,
        by,
      })
      if (!answer.ok) return answer
      onPreview(answer.value)
      return null
    },
  })
  const { register, control, formState } = form
  const { errors } = formState
  const kind = useWatch({ control, name: 'kind' })

  return (
    <div className="unlock-file">
      <Form
        onSubmit={submit}
        busy={busy}
        error={errors.root?.message}
        actions={
          <div className="unlock-file__actions">
            <SubmitButton busy={busy} busyLabel={t('import.unlocking')} waitUntil={wait.until}>
              {t('import.unlock')}
            </SubmitButton>
            <Button wide kind="quiet" onClick={onLeave}>
              {t('app:cancel')}
            </Button>
          </div>
        }
      >
        <Note tone="info">{t('import.locked')}</Note>
        {locked.email && (
          <EmailField
            label={t('app:email.label')}
            hint={t('import.whose')}
            error={errors.email?.message}
            autoFocus
            {...register('email', {
              validate: (typed) => typed.trim() !== '' || t('app:email.missing'),
            })}
          />
        )}
        {locked.password && locked.code && (
          <Radios
            legend={t('wayIn.legend')}
            options={(['password', 'code'] as const).map((value) => ({
              value,
              label: t(`import.by.${value}`),
              hint: t(`import.by.${value}Hint`),
            }))}
            input={register('kind')}
          />
        )}
        {kind === 'password' ? (
          <PasswordField
            label={t('import.by.password')}
            autoComplete="current-password"
            error={errors.password?.message}
            autoFocus={!locked.email}
            {...register('password', { required: t('app:password.missingCurrent') })}
          />
        ) : (
          <CodeField
            label={t('import.by.code')}
            error={errors.code?.message}
            autoFocus={!locked.email}
            {...register('code', { required: t('code.missing') })}
          />
        )}
        {wait.until !== null && <WaitNote until={wait.until} text={t('app:wait.password')} />}
      </Form>
    </div>
  )
}
