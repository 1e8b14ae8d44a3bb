import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './bar.css'

interface Props {
  title: string
  what: string
  /** A button. */
  action: ReactNode
}

/** Above every screen: what holds for the whole computer, and a way on. */
export function Bar({ title, what, action }: Props) {
  return (
    <section className="bar" aria-label={title}>
      <TriangleAlert size={18} aria-hidden="true" />
      <div className="bar__words" role="status">
        <p className="bar__title">{title}</p>
        <p>{what}</p>
      </div>
      {action}
    </section>
  )
}
