import { CircleAlert } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import './form.css'

interface Props {
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown
  busy: boolean
  /** What went wrong that belongs to no field. */
  error?: string | undefined
  children: ReactNode
}

/** Our own words at the field instead of the browser's bubbles. */
export function Form({ onSubmit, busy, error, children }: Props) {
  return (
    <form
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void onSubmit(event)
      }}
    >
      {children}
      <p className="form__error" role="alert">
        {error !== undefined && (
          <>
            <CircleAlert size={16} aria-hidden="true" />
            <span>{error}</span>
          </>
        )}
      </p>
    </form>
  )
}
