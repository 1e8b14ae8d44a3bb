import type { Failure } from '@contract/channel'
import type { ComponentProps, ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useAsking, type useWait } from '../../shared/use-asking'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { PasswordField } from '../../ui/Field'
import { Form, WaitNote } from '../../ui/Form'

interface Props<V extends FieldValues> {
  /** The result of `useAsking`. */
  asking: {
    readonly form: UseFormReturn<V>
    readonly wait: ReturnType<typeof useWait>
    readonly submit: () => Promise<void>
    readonly busy: boolean
  }
  title: string
  submit: string
  busy: string
  cancel?: string
  danger?: boolean
  /** The form can't be submitted at the moment. */
  off?: boolean
  onClose: () => void
  /** Shown above the fields. */
  lead?: ReactNode
  children: ReactNode
}

/** A dialog with fields, a cancel button and one action. */
export function DialogForm<V extends FieldValues>(props: Props<V>) {
  const { asking, title, submit, busy, cancel, danger, off, onClose, lead, children } = props
  const { t } = useTranslation()
  return (
    <Dialog title={title} onClose={onClose}>
      {lead}
      <Form
        onSubmit={asking.submit}
        busy={asking.busy}
        error={asking.form.formState.errors.root?.message}
        layout="end"
        actions={
          <>
            <Button kind="quiet" onClick={onClose}>
              {cancel ?? t('cancel')}
            </Button>
            <Button
              kind={danger === true ? 'danger' : 'primary'}
              type="submit"
              busy={asking.busy}
              busyLabel={busy}
              off={asking.wait.waiting || off === true}
            >
              {submit}
            </Button>
          </>
        }
      >
        {children}
        {asking.wait.until !== null && (
          <WaitNote until={asking.wait.until} text={t('wait.password')} />
        )}
      </Form>
    </Dialog>
  )
}

type PasswordDialogProps = Omit<ComponentProps<typeof DialogForm>, 'asking' | 'children'> & {
  /** Resolves with null on success. */
  send: (password: string) => Promise<Failure | null>
}

/** Asks the signed-in person for their password before an important action. */
export function PasswordDialog({ send, ...dialog }: PasswordDialogProps) {
  const { t } = useTranslation()
  const asking = useAsking({
    defaults: { password: '' },
    at: { WRONG_PASSWORD: 'password' },
    send: ({ password }) => send(password),
  })
  const { register, formState } = asking.form
  return (
    <DialogForm {...dialog} asking={asking}>
      <PasswordField
        label={t('password.yours')}
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password', { required: t('password.missingCurrent') })}
      />
    </DialogForm>
  )
}
