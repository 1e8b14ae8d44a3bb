import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import './icon-button.css'

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'aria-label' | 'children'> & {
  icon: LucideIcon
  /** What screen readers say, and what is shown on hovering. */
  label: string
  /** With a coloured and filled icon. */
  lit?: boolean
}

/** 32 px square. */
export function IconButton({ icon: Icon, label, lit = false, type = 'button', ...rest }: Props) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      className="icon-button"
      aria-label={label}
      data-lit={lit || undefined}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  )
}
