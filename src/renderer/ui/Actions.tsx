import type { ReactNode } from 'react'
import './actions.css'

interface Props {
  /** `stack`: wide ones, one under the other; `row`: side by side; `end`: at the right of a dialog. */
  layout?: 'stack' | 'row' | 'end'
  children: ReactNode
}

/** The buttons under something. */
export function Actions({ layout = 'stack', children }: Props) {
  return (
    <div className="actions" data-layout={layout}>
      {children}
    </div>
  )
}
