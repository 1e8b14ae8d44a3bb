import { type ReactNode, useId } from 'react'
import './block.css'

interface Props {
  title: string
  lead?: ReactNode
  children?: ReactNode
}

/** One subject of a section that has several. */
export function Block({ title, lead, children }: Props) {
  const id = useId()
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p className="block__lead">{lead}</p>}
      {children}
    </section>
  )
}
