import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './Field'
import './select.css'

type SelectBoxProps = ComponentProps<'select'> & {
  options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[]
}

/** The control alone, if its label is elsewhere. @param props.children groups of further options */
export function SelectBox({ options, children, ...select }: SelectBoxProps) {
  return (
    <div className="field__box">
      <select {...select} className="select-box field__input">
        {options.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang}>
            {label}
          </option>
        ))}
        {children}
      </select>
    </div>
  )
}

type Props = FieldProps & Omit<ComponentProps<typeof SelectBox>, 'id'>

/** A choice of a few options, in the system's own list. */
export function Select({ label, hint, error, aside, ...select }: Props) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => <SelectBox {...select} {...control} />}
    </Field>
  )
}
