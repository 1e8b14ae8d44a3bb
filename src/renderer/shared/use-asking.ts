import type { Failure } from '@contract/channel'
import type { ErrorCode } from '@contract/errors'
import { useState } from 'react'
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form'
import { useFailureText } from '../i18n/hooks'
import { useSecondsLeft } from '../ui/use-now'

interface Asking<V extends FieldValues> {
  readonly defaults: DefaultValues<V>
  /** At which field a code is said; at the form where none is named. */
  readonly at?: Partial<Record<ErrorCode, Path<V> | ((values: V) => Path<V> | 'root')>>
  /** Null when it went well, or nothing is to be said. */
  readonly send: (values: V) => Promise<Failure | null>
}

/** A form that main judges: waits are counted down, every other refusal stands where it belongs. */
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

/** A wait that main asked for. */
export function useWait() {
  const [until, setUntil] = useState<number | null>(null)
  return {
    until,
    waiting: useSecondsLeft(until) > 0,
    /** @returns whether the failure was a wait, and is dealt with */
    takes(failure: Failure): boolean {
      if (failure.code !== 'WAIT' || failure.retryAt === undefined) return false
      setUntil(failure.retryAt)
      return true
    },
  }
}
