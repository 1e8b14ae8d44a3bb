import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import './icon-button.css'

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'aria-label' | 'children'> & {
  icon: LucideIcon
  /** Read by screen readers, and shown on hover. */
  label: string
  /** With a coloured, filled icon. */
  lit?: boolean
}

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
