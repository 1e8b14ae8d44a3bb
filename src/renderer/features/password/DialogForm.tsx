import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { useWait } from '../../app/use-wait'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Form } from '../../ui/Form'
import { WaitNote } from '../../ui/WaitNote'

interface Props<V extends FieldValues> {
  /** What `useAsking` gives. */
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
  /** Nothing can be sent as it is. */
  off?: boolean
  onClose: () => void
  /** Above the fields. */
  lead?: ReactNode
  children: ReactNode
}

/** A dialog with fields, a way out and one thing to do. */
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
