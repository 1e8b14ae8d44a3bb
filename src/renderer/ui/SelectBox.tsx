import type { ComponentProps } from 'react'
import './select-box.css'

type Props = ComponentProps<'select'> & {
  options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[]
}

/** The control alone, for where its name stands elsewhere. @param props.children groups of more */
export function SelectBox({ options, children, ...select }: Props) {
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
