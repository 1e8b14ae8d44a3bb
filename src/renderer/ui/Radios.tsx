import { type ComponentProps, useId } from 'react'
import './choice.css'

interface Props {
  legend: string
  options: readonly { readonly value: string; readonly label: string; readonly hint: string }[]
  error?: string | undefined
  /** What react-hook-form's `register` returns; the same for each option. */
  input: Omit<ComponentProps<'input'>, 'id' | 'type' | 'value'>
}

export function Radios({ legend, options, error, input }: Props) {
  const id = useId()
  return (
    <fieldset className="choices" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <div key={value} className="choice">
          <input
            {...input}
            id={`${id}-${value}`}
            type="radio"
            value={value}
            className="choice__mark"
            aria-describedby={`${id}-${value}-hint`}
          />
          <div>
            <label htmlFor={`${id}-${value}`}>{label}</label>
            <p id={`${id}-${value}-hint`} className="choice__hint">
              {hint}
            </p>
          </div>
        </div>
      ))}
      <p id={`${id}-error`} className="choice__error" role="alert">
        {error}
      </p>
    </fieldset>
  )
}
