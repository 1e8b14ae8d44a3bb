import { type ComponentProps, type ReactNode, useId } from 'react'
import './choice.css'

type Props = Omit<ComponentProps<'input'>, 'id' | 'type'> & {
  label: string
  hint?: ReactNode
}

export function Checkbox({ label, hint, ...input }: Props) {
  const id = useId()
  return (
    <div className="choice">
      <input
        {...input}
        id={id}
        type="checkbox"
        className="choice__mark"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="choice__hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
