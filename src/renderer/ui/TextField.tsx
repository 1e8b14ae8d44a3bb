import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field'

type Props = FieldProps & Omit<ComponentProps<'input'>, 'id'>

export function TextField({ label, hint, error, aside, ...input }: Props) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="field__box">
          <input
            type="text"
            spellCheck={false}
            autoCapitalize="none"
            {...input}
            {...control}
            className="field__input"
          />
        </div>
      )}
    </Field>
  )
}
