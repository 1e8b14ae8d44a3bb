import type { ReactNode } from 'react'
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
