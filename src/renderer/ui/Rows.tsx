import type { ReactNode } from 'react'
import './rows.css'

/** A card of facts, one under the other. */
export function Rows({ children }: { children: ReactNode }) {
  return <dl className="rows">{children}</dl>
}

interface RowProps {
  label: string
  /** At the right end, usually a button. */
  action?: ReactNode
  children: ReactNode
}

export function Row({ label, action, children }: RowProps) {
  return (
    <div className="rows__row">
      <dt>{label}</dt>
      <dd className="rows__value breaks">{children}</dd>
      {action !== undefined && <dd className="rows__action">{action}</dd>}
    </div>
  )
}
