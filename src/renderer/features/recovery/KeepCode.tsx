import type { NewRecoveryCode, RecoveryView } from '@contract/safety-models'
import { FileText, Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFailureText } from '../../i18n/hooks'
import { CodeGroups, groupsOf, groupsToAsk, sameGroup } from '../../shared/RecoveryCode'
import { useServices } from '../../shared/services'
import { createNewCode, type NewCode } from '../../stores/new-code'
import { useAnnounce } from '../../ui/Announcer'
import { Actions, Button, useBusy } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { TextField } from '../../ui/Field'
import { Form } from '../../ui/Form'
import { LinkButton } from '../../ui/LinkButton'
import { Note } from '../../ui/Note'
import './recovery.css'

interface Props {
  making: NewCode
  code: NewRecoveryCode
  onKept: (view: RecoveryView) => void
}

/** Shows the code, then hides it and asks for parts of it, so that no one confirms out of habit. */
export function KeepCode({ making, code, onKept }: Props) {
  const [proving, setProving] = useState(false)
  return proving ? (
    <ProveCode making={making} code={code} onBack={() => setProving(false)} onKept={onKept} />
  ) : (
    <ShowCode making={making} code={code} onGoOn={() => setProving(true)} />
  )
}

interface ShowCodeProps {
  making: NewCode
  code: NewRecoveryCode
  onGoOn: () => void
}

function ShowCode({ making, code, onGoOn }: ShowCodeProps) {
  const { t } = useTranslation('safety')
  const failureText = useFailureText()
  const announce = useAnnounce()
  const printing = useBusy()
  const saving = useBusy()
  const [error, setError] = useState<string>()
  const [saved, setSaved] = useState(false)

  const print = () =>
    printing.run(async () => {
      const failure = await making.print()
      setError(failure === null ? undefined : failureText(failure))
    })
  const save = () =>
    saving.run(async () => {
      const done = await making.savePage()
      setError(typeof done === 'boolean' ? undefined : failureText(done))
      if (done !== true) return
      setSaved(true)
      announce(t('code.saved'))
    })

  return (
    <>
      <p className="show-code__lead">{t('code.lead')}</p>
      <CodeGroups code={code.code} label={t('code.groups')} />
      <Actions layout="row">
        <Button
          kind="quiet"
          small
          busy={printing.busy}
          busyLabel={t('code.printing')}
          onClick={print}
        >
          <Printer size={16} aria-hidden="true" />
          {t('code.print')}
        </Button>
        <Button kind="quiet" small busy={saving.busy} busyLabel={t('code.saving')} onClick={save}>
          <FileText size={16} aria-hidden="true" />
          {t('code.save')}
        </Button>
      </Actions>
      <p className="show-code__why">{saved ? t('code.savedWhere') : t('code.noCopy')}</p>
      {error !== undefined && (
        <Note tone="bad" live="alert">
          {error}
        </Note>
      )}
      <Actions>
        <Button wide onClick={onGoOn}>
          {t('code.kept')}
        </Button>
      </Actions>
    </>
  )
}

interface ProveCodeProps {
  making: NewCode
  code: NewRecoveryCode
  onBack: () => void
  onKept: (view: RecoveryView) => void
}

/** Two groups, typed from the saved copy: the code is no longer on the screen. */
function ProveCode({ making, code, onBack, onKept }: ProveCodeProps) {
  const { t } = useTranslation('safety')
  const failureText = useFailureText()
  const groups = groupsOf(code.code)
  const [[one, last]] = useState(() => groupsToAsk(groups.length, Math.random()))
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { one: '', last: '' },
  })
  const { errors, isSubmitting } = formState
  const is = (index: number) => (typed: string) =>
    sameGroup(typed, groups[index] ?? '') || t('code.wrongGroup', { number: index + 1 })

  const submit = handleSubmit(async () => {
    const kept = await making.keep()
    if ('ok' in kept) setError('root', { message: failureText(kept) })
    else onKept(kept)
  })

  return (
    <Form
      onSubmit={submit}
      busy={isSubmitting}
      error={errors.root?.message}
      actions={
        <>
          <Button wide type="submit" busy={isSubmitting} busyLabel={t('code.proving')}>
            {t('code.prove')}
          </Button>
          <p className="prove-code__back">
            <LinkButton onClick={onBack}>{t('code.showAgain')}</LinkButton>
          </p>
        </>
      }
    >
      <p className="prove-code__what">{t('code.proveWhat')}</p>
      <div className="field__row">
        <TextField
          label={t('code.group', { number: one + 1 })}
          error={errors.one?.message}
          autoComplete="off"
          autoFocus
          {...register('one', { validate: is(one) })}
        />
        <TextField
          label={t('code.lastGroup', { number: last + 1 })}
          error={errors.last?.message}
          autoComplete="off"
          {...register('last', { validate: is(last) })}
        />
      </div>
    </Form>
  )
}

interface LeaveCodeProps {
  onStay: () => void
  onLeave: () => void
}

/** Warns that a code is lost when the person leaves. */
export function LeaveCode({ onStay, onLeave }: LeaveCodeProps) {
  const { t } = useTranslation('safety')
  return (
    <Dialog title={t('code.leaveTitle')} onClose={onStay}>
      <p>{t('code.leaveWhat')}</p>
      <Actions layout="end">
        <Button kind="quiet" onClick={onLeave}>
          {t('code.leaveGo')}
        </Button>
        <Button autoFocus onClick={onStay}>
          {t('code.leaveStay')}
        </Button>
      </Actions>
    </Dialog>
  )
}

/** Makes a recovery code, and drops it when its screen is left in any way. */
export function useNewCode() {
  const { api } = useServices()
  const [making] = useState(() => createNewCode(api))
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      // Deferred, because strict mode unmounts every screen and mounts it again.
      queueMicrotask(() => {
        if (!here.current) making.drop()
      })
    }
  }, [making])
  return { making, code: useStore(making.store, (model) => model.code) }
}
