import type { AccountHome } from '@contract/models'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services'
import { useFailureText } from '../../app/use-failure'
import { useWait } from '../../app/use-wait'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Form } from '../../ui/Form'
import { PasswordField } from '../../ui/PasswordField'
import { WaitNote } from '../../ui/WaitNote'
import './delete-account.css'

interface Props {
  home: AccountHome
  onClose: () => void
}

export function DeleteAccount({ home, onClose }: Props) {
  const { t } = useTranslation()
  const { app } = useServices()
  const failureText = useFailureText()
  const wait = useWait()
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ password }) => {
    const failure = await app.deleteAccount(password)
    if (failure === null || wait.takes(failure)) return
    const field = failure.code === 'WRONG_PASSWORD' ? 'password' : 'root'
    setError(field, { message: failureText(failure) }, { shouldFocus: true })
  })

  return (
    <Dialog title={t('delete.title')} onClose={onClose}>
      <p>{t('delete.lead', { email: home.email })}</p>
      <ul className="delete-account">
        <li>{t('delete.vault')}</li>
        <li>{t('delete.links')}</li>
        <li>{t('delete.activity')}</li>
        {home.role === 'owner' && <li>{t('delete.owner')}</li>}
      </ul>
      <Form
        onSubmit={submit}
        busy={isSubmitting}
        error={errors.root?.message}
        layout="end"
        actions={
          <>
            <Button kind="quiet" onClick={onClose}>
              {t('delete.keep')}
            </Button>
            <Button
              kind="danger"
              type="submit"
              busy={isSubmitting}
              busyLabel={t('delete.busy')}
              off={wait.waiting}
            >
              {t('delete.submit')}
            </Button>
          </>
        }
      >
        <PasswordField
          label={t('password.yours')}
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: t('password.missingCurrent') })}
        />
        {wait.until !== null && <WaitNote until={wait.until} text={t('wait.password')} />}
      </Form>
    </Dialog>
  )
}
