import { type ReactNode, useId } from 'react'
import { Heading } from './Heading'
import './section.css'

interface Props {
  title: string
  lead?: ReactNode
  children: ReactNode
}

/** The main part beside the side panel. */
export function Section({ title, lead, children }: Props) {
  return (
    <main className="section">
      <div className="section__column">
        <Heading title={title} />
        {lead !== undefined && <p className="section__lead">{lead}</p>}
        {children}
      </div>
    </main>
  )
}

interface BlockProps {
  title: string
  lead?: ReactNode
  children?: ReactNode
}

/** One topic of a section that has several. */
export function Block({ title, lead, children }: BlockProps) {
  const id = useId()
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p className="block__lead">{lead}</p>}
      {children}
    </section>
  )
}

/** A card of facts, one below the other. */
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
