import type { ReactNode } from 'react'
import './tag.css'

interface Props {
  tone?: 'plain' | 'ok' | 'warn'
  children: ReactNode
}

export function Tag({ tone = 'plain', children }: Props) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  )
}
