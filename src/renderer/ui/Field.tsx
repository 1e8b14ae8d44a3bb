import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import './field.css'

export interface FieldProps {
  label: string
  /** Stands under the field until there is an error. */
  hint?: ReactNode
  error?: string | undefined
  /** At the right end of the label's line. */
  aside?: ReactNode
}

interface Wiring {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

interface Props extends FieldProps {
  children: (control: Wiring) => ReactNode
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, aside, children }: Props) {
  const id = useId()
  const wrong = error !== undefined && error !== ''
  const described = [wrong && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean)
  return (
    <div className="field">
      <div className="field__top">
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({
        id,
        'aria-invalid': wrong || undefined,
        'aria-describedby': described.join(' ') || undefined,
      })}
      {/* Always there: an alert that comes into being with its text is not read everywhere. */}
      <p id={`${id}-error`} className="field__error" role="alert">
        {wrong && (
          <>
            <CircleAlert size={16} aria-hidden="true" />
            <span>{error}</span>
          </>
        )}
      </p>
      {hint !== undefined && (
        <div id={`${id}-hint`} className="field__hint">
          {hint}
        </div>
      )}
    </div>
  )
}
