import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field'
import './field.css'

type Props = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>

/** A field with several lines that grows with its content. */
export function TextArea({ label, hint, error, aside, rows = 4, ...area }: Props) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box text-area">
          <textarea
            spellCheck={false}
            rows={rows}
            {...area}
            {...control}
            className="field__input"
          />
        </div>
      )}
    </Field>
  )
}
