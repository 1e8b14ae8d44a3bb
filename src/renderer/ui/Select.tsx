import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field'
import { SelectBox } from './SelectBox'

type Props = FieldProps & Omit<ComponentProps<typeof SelectBox>, 'id'>

/** One of a few, in the system's own list. */
export function Select({ label, hint, error, aside, ...select }: Props) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => <SelectBox {...select} {...control} />}
    </Field>
  )
}
