import type { Failure } from '@contract/channel'
import type { ErrorCode } from '@contract/errors'
import { useState } from 'react'
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form'
import { useFailureText } from '../i18n/hooks'
import { useSecondsLeft } from '../ui/use-now'

interface Asking<V extends FieldValues> {
  readonly defaults: DefaultValues<V>
  /** The field that shows an error code; the form shows the rest. */
  readonly at?: Partial<Record<ErrorCode, Path<V> | ((values: V) => Path<V> | 'root')>>
  /** Resolves with null on success, or when there is nothing to show. */
  readonly send: (values: V) => Promise<Failure | null>
}

/** A form that main validates: a backoff is counted down, other errors are shown where they belong. */
export function useAsking<V extends FieldValues>({ defaults, at, send }: Asking<V>) {
  const failureText = useFailureText()
  const wait = useWait()
  const form = useForm<V>({ defaultValues: defaults })

  const submit = form.handleSubmit(async (values) => {
    const failure = await send(values as V)
    if (failure === null || wait.takes(failure)) return
    const message = failureText(failure)
    const where = at?.[failure.code] ?? 'root'
    const field = typeof where === 'function' ? where(values as V) : where
    form.setError(field, { message }, { shouldFocus: true })
  })

  return { form, wait, submit, busy: form.formState.isSubmitting }
}

/** A backoff or quota that main reported. */
export function useWait() {
  const [until, setUntil] = useState<number | null>(null)
  return {
    until,
    waiting: useSecondsLeft(until) > 0,
    /** @returns whether the failure was a WAIT, which is then handled */
    takes(failure: Failure): boolean {
      if (failure.code !== 'WAIT' || failure.retryAt === undefined) return false
      setUntil(failure.retryAt)
      return true
    },
  }
}
