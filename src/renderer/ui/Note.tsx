import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './note.css'

const icons = {
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
} satisfies Record<string, LucideIcon>

interface Props {
  tone: keyof typeof icons
  title?: string
  /** Only for notes that appear while the person is on the screen. */
  live?: 'status' | 'alert'
  children?: ReactNode
}

export function Note({ tone, title, live, children }: Props) {
  const Icon = icons[tone]
  return (
    <div className="note" data-tone={tone} role={live}>
      <Icon size={18} aria-hidden="true" />
      <div className="note__body">
        {title !== undefined && <p className="note__title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
