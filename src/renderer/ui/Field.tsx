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
  /** Straight under the control, before the error. */
  under?: ReactNode
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
export function Field({ label, hint, error, aside, under, children }: Props) {
  const id = useId()
  const wrong = error !== undefined && error !== ''
  const described = [wrong && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': wrong || undefined,
        'aria-describedby': described.join(' ') || undefined,
      })}
      {/* Seen beside the label, but reached after the control: Tab goes from field to field. */}
      {aside !== undefined && <div className="field__aside">{aside}</div>}
      {under}
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
