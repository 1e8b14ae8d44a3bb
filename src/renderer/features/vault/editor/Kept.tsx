import { type ReactNode, useId } from 'react'
import './kept.css'

interface Props {
  label: string
  children: ReactNode
  actions: ReactNode
}

/** In place of a field: a secret that is stored, stays as it is, and is not shown. */
export function Kept({ label, children, actions }: Props) {
  const id = useId()
  return (
    <fieldset className="kept" aria-labelledby={id}>
      <p id={id} className="kept__label">
        {label}
      </p>
      <div className="kept__box">
        <span className="kept__value">{children}</span>
        {actions}
      </div>
    </fieldset>
  )
}
