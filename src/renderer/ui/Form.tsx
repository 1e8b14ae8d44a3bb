import { CircleAlert } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import './form.css'

interface Props {
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown
  busy: boolean
  /** What went wrong that belongs to no field. */
  error?: string | undefined
  children: ReactNode
  /** The submit button, and what stands beside it. */
  actions: ReactNode
  /**
   * `full`: one wide button; `end`: a row at the right; `inline`: beside the only field;
   * `sticky`: a row that stays at the lower edge.
   */
  layout?: 'full' | 'end' | 'inline' | 'sticky'
}

/** Our own words at the field instead of the browser's bubbles. */
export function Form({ onSubmit, busy, error, children, actions, layout = 'full' }: Props) {
  return (
    <form
      className="form"
      data-layout={layout}
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
      <div className="form__actions">{actions}</div>
    </form>
  )
}
