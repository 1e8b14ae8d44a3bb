import type { NewRecoveryCode, RecoveryView } from '@contract/safety-models'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFailureText } from '../../app/use-failure'
import type { NewCode } from '../../stores/new-code'
import { Button } from '../../ui/Button'
import { Form } from '../../ui/Form'
import { LinkButton } from '../../ui/LinkButton'
import { TextField } from '../../ui/TextField'
import { groupsOf, groupsToAsk, sameGroup } from './code-groups'
import './prove-code.css'

interface Props {
  making: NewCode
  code: NewRecoveryCode
  onBack: () => void
  onKept: (view: RecoveryView) => void
}

/** Two groups, typed from what was kept: the code is no longer on the screen. */
export function ProveCode({ making, code, onBack, onKept }: Props) {
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
